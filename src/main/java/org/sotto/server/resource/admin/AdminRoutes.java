package org.sotto.server.resource.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sotto.api.AuditEntry;
import org.sotto.api.CertificateInfo;
import org.sotto.api.Page;
import org.sotto.api.ProblemCode;
import org.sotto.server.certificate.CertificateRenewal;
import org.sotto.server.certificate.ServerCertificate;
import org.sotto.server.resource.error.RouterFailures;
import org.sotto.server.security.AdminToken;
import org.sotto.server.service.AuditReader;
import org.sotto.server.service.AuditService;
import org.sotto.server.service.AuditVerifier;
import org.sotto.server.service.DeviceList;
import org.sotto.server.service.DeviceService;
import org.sotto.server.service.InvitationService;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;

/// What the operator may do, on the management interface (loopback, a port of its own). All but the health checks wants
/// the secret of `admin.token`.
@Singleton
final class AdminRoutes {
    /// Before the framework's routes, after the limits and the failure handler.
    private static final int EARLY = -1_000;

    private final AdminToken token;
    private final InvitationService invitations;
    private final CertificateRenewal certificates;
    private final AuditService audit;
    private final AuditReader events;
    private final AuditVerifier verifier;
    private final DeviceList devices;
    private final DeviceService revocation;
    private final RouterFailures failures;
    private final ObjectMapper json;

    AdminRoutes(
            AdminToken token,
            InvitationService invitations,
            CertificateRenewal certificates,
            AuditService audit,
            AuditReader events,
            AuditVerifier verifier,
            DeviceList devices,
            DeviceService revocation,
            RouterFailures failures,
            ObjectMapper json) {
        this.token = token;
        this.invitations = invitations;
        this.certificates = certificates;
        this.audit = audit;
        this.events = events;
        this.verifier = verifier;
        this.devices = devices;
        this.revocation = revocation;
        this.failures = failures;
        this.json = json;
    }

    void install(@Observes ManagementInterface management) {
        Router router = management.router();
        router.route().order(EARLY).handler(this::guard);
        post(router, "/admin/invitations", invitations::create);
        post(router, "/admin/certificate/renew", this::renew);
        get(router, "/admin/audit", this::page);
        get(router, "/admin/audit/verification", call -> verifier.verify());
        get(router, "/admin/devices", call -> devices.page(call.getParam("after")));
        delete(router, "/admin/devices/:device", call -> revocation.revoke(device(call)));
    }

    private void post(Router router, String path, Supplier<Object> work) {
        router.post(path).blockingHandler(context -> answer(context, work), false);
        router.route(path)
                .handler(context -> failures.answer(context, ProblemCode.METHOD_NOT_ALLOWED, "send it with POST"));
    }

    private void get(Router router, String path, Function<HttpServerRequest, Object> work) {
        router.get(path).blockingHandler(context -> answer(context, () -> work.apply(context.request())), false);
        router.route(path)
                .handler(context -> failures.answer(context, ProblemCode.METHOD_NOT_ALLOWED, "ask for it with GET"));
    }

    private void delete(Router router, String path, Function<HttpServerRequest, Object> work) {
        router.delete(path).blockingHandler(context -> answer(context, () -> work.apply(context.request())), false);
        router.route(path)
                .handler(context -> failures.answer(context, ProblemCode.METHOD_NOT_ALLOWED, "end it with DELETE"));
    }

    /// What is no name of a device names none.
    private static byte[] device(HttpServerRequest call) {
        try {
            return Base64.getUrlDecoder().decode(call.getParam("device"));
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(new Refusal.NotFound("device"));
        }
    }

    private Page<AuditEntry> page(HttpServerRequest call) {
        return events.page(call.getParam("since"), call.getParam("after"));
    }

    private void guard(RoutingContext context) {
        boolean open = context.normalizedPath().startsWith("/q/health");
        if (open || token.admits(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            context.next();
        } else {
            audit.operatorRefused();
            failures.answer(context, ProblemCode.UNAUTHENTICATED, "the operator's secret stands in admin.token");
        }
    }

    private CertificateInfo renew() {
        ServerCertificate renewed = certificates.renew();
        audit.certificateRenewed();
        return new CertificateInfo(renewed.pin(), renewed.notAfter(), true);
    }

    private void answer(RoutingContext context, Supplier<Object> work) {
        try {
            byte[] body = json.writeValueAsBytes(work.get());
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                    .end(Buffer.buffer(body));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
