package org.sotto.server.resource.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.sotto.api.AuditEntry;
import org.sotto.api.CertificateInfo;
import org.sotto.api.Page;
import org.sotto.api.ProblemCode;
import org.sotto.server.backup.BackupKey;
import org.sotto.server.backup.ServerBackup;
import org.sotto.server.certificate.CertificateRenewal;
import org.sotto.server.certificate.ServerCertificate;
import org.sotto.server.resource.error.RouterFailures;
import org.sotto.server.security.AdminToken;
import org.sotto.server.security.MetricsToken;
import org.sotto.server.service.AuditReader;
import org.sotto.server.service.AuditService;
import org.sotto.server.service.AuditVerifier;
import org.sotto.server.service.DeviceList;
import org.sotto.server.service.DeviceService;
import org.sotto.server.service.InvitationService;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;

/// What the operator may do, on the management interface (loopback, a port of its own). All but the health checks wants
/// the secret of `admin.token`; for the metrics that of `metrics/token` does as well.
@Singleton
final class AdminRoutes {
    /// Before the framework's routes, after the limits and the failure handler.
    private static final int EARLY = -1_000;

    private static final Logger LOG = Logger.getLogger(AdminRoutes.class);

    private final AdminToken token;
    private final MetricsToken collector;
    private final InvitationService invitations;
    private final CertificateRenewal certificates;
    private final AuditService audit;
    private final AuditReader events;
    private final AuditVerifier verifier;
    private final DeviceList devices;
    private final DeviceService revocation;
    private final ServerBackup backup;
    private final RouterFailures failures;
    private final ObjectMapper json;

    AdminRoutes(
            AdminToken token,
            MetricsToken collector,
            InvitationService invitations,
            CertificateRenewal certificates,
            AuditService audit,
            AuditReader events,
            AuditVerifier verifier,
            DeviceList devices,
            DeviceService revocation,
            ServerBackup backup,
            RouterFailures failures,
            ObjectMapper json) {
        this.token = token;
        this.collector = collector;
        this.invitations = invitations;
        this.certificates = certificates;
        this.audit = audit;
        this.events = events;
        this.verifier = verifier;
        this.devices = devices;
        this.revocation = revocation;
        this.backup = backup;
        this.failures = failures;
        this.json = json;
    }

    void install(@Observes ManagementInterface management) {
        Router router = management.router();
        router.route().order(EARLY).handler(this::guard);
        post(router, "/admin/invitations", invitations::create);
        post(router, "/admin/certificate/renew", this::renew);
        router.post("/admin/backup").handler(BodyHandler.create(false)).blockingHandler(this::backUp, false);
        refuseOtherThan(router, "/admin/backup", "send it with POST");
        get(router, "/admin/audit", this::page);
        get(router, "/admin/audit/verification", call -> verifier.verify());
        get(router, "/admin/devices", call -> devices.page(call.getParam("after")));
        delete(router, "/admin/devices/:device", call -> revocation.revoke(device(call)));
    }

    private void post(Router router, String path, Supplier<Object> work) {
        router.post(path).blockingHandler(context -> answer(context, work), false);
        refuseOtherThan(router, path, "send it with POST");
    }

    private void get(Router router, String path, Function<HttpServerRequest, Object> work) {
        router.get(path).blockingHandler(context -> answer(context, () -> work.apply(context.request())), false);
        refuseOtherThan(router, path, "ask for it with GET");
    }

    private void refuseOtherThan(Router router, String path, String instead) {
        router.route(path).handler(context -> failures.answer(context, ProblemCode.METHOD_NOT_ALLOWED, instead));
    }

    /// The body is a [BackupKey]: 80 bytes. The answer that was begun is cut off where something fails.
    private void backUp(RoutingContext context) {
        byte[] encoded = context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
        if (encoded.length != BackupKey.ENCODED) {
            failures.answer(context, ProblemCode.MALFORMED_REQUEST, "a backup's key is 80 bytes");
            return;
        }
        HttpServerResponse response = context.response().setChunked(true);
        response.putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        try (BackupKey key = BackupKey.decode(encoded)) {
            backup.write(key, new ResponseStream(response));
            response.end();
        } catch (IOException | RuntimeException e) {
            if (!response.headWritten()) {
                context.fail(e);
                return;
            }
            LOG.error("a backup was broken off", e);
            context.request().connection().close();
        }
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
        if (isOpen(context) || token.admits(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            context.next();
        } else {
            audit.operatorRefused();
            failures.answer(context, ProblemCode.UNAUTHENTICATED, "the operator's secret stands in admin.token");
        }
    }

    /// The health checks to everybody, the metrics to whoever collects them.
    private boolean isOpen(RoutingContext context) {
        String path = context.normalizedPath();
        return path.startsWith("/q/health")
                || path.equals("/q/metrics")
                        && collector.admits(context.request().getHeader(HttpHeaders.AUTHORIZATION));
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
