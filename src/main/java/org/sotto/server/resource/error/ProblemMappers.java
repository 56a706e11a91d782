package org.sotto.server.resource.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.sotto.api.ProblemCode;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;
import org.sotto.wire.MalformedException;

/// Turns whatever an endpoint throws into problem+json. No stack trace and no byte of the request goes out.
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response refused(RefusedRequest e) {
        return Problems.response(e.refusal());
    }

    @ServerExceptionMapper
    Response constraint(ConstraintViolationException e) {
        String fields = e.getConstraintViolations().stream()
                .map(ProblemMappers::describe)
                .sorted()
                .collect(Collectors.joining(", "));
        return Problems.response(new Refusal.Malformed(fields));
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response json(JsonProcessingException e) {
        return Problems.response(new Refusal.Malformed("the body is not the JSON of this call"));
    }

    @ServerExceptionMapper
    Response bytes(MalformedException e) {
        return Problems.response(new Refusal.Malformed(String.valueOf(e.getMessage())));
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class, ForbiddenException.class})
    Response security(SecurityException e) {
        return Problems.response(new Refusal.Unauthenticated());
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e) {
        return switch (e) {
            case NotFoundException x -> Problems.response(new Refusal.NotFound("path"));
            case NotAllowedException x ->
                Problems.builder(ProblemCode.METHOD_NOT_ALLOWED, null).build();
            case NotSupportedException x ->
                Problems.builder(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "send application/json")
                        .build();
            case NotAcceptableException x ->
                Problems.builder(ProblemCode.NOT_ACCEPTABLE, "accept application/json")
                        .build();
            default -> other(e, e.getResponse().getStatus());
        };
    }

    @ServerExceptionMapper
    Response fault(Throwable e) {
        LOG.error("a fault of the server", e);
        return Problems.builder(ProblemCode.INTERNAL, "see the server's log").build();
    }

    private Response other(WebApplicationException e, int status) {
        if (status >= 400 && status < 500) {
            return Problems.response(new Refusal.Malformed("the request does not fit this call"));
        }
        return fault(e);
    }

    private static String describe(ConstraintViolation<?> violation) {
        String field = "";
        for (Path.Node node : violation.getPropertyPath()) {
            field = String.valueOf(node.getName());
        }
        return snake(field) + " " + violation.getMessage();
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
