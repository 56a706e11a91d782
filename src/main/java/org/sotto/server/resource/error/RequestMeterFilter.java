package org.sotto.server.resource.error;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;

/// Lets the framework measure requests of the API and of the operator, and no others: whoever calls can make up a
/// method or a path, and each would be a label of its own, for ever.
///
/// Those are refused before they are registered, so that nothing is kept of them.
@Singleton
final class RequestMeterFilter implements MeterFilter {
    private static final String REQUESTS = "http.server.requests";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
    /// As docs/openapi.json writes them, the stream, the operator's, and the framework's word for a path that is none.
    static final Set<String> PATHS = Set.of(
            "/v1/auth/challenge",
            "/v1/auth/session",
            "/v1/devices",
            "/v1/devices/me",
            "/v1/devices/me/identity",
            "/v1/mailboxes",
            "/v1/mailboxes/{mailbox}",
            "/v1/messages",
            "/v1/messages/ack",
            "/v1/prekeys",
            "/v1/prekeys/count",
            "/v1/prekeys/fetch",
            "/v1/server",
            "/v1/stream",
            "/v1/tokens",
            "/admin/audit",
            "/admin/audit/verification",
            "/admin/backup",
            "/admin/certificate/renew",
            "/admin/devices",
            "/admin/devices/{device}",
            "/admin/invitations",
            "NOT_FOUND");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        if (!id.getName().equals(REQUESTS)) {
            return MeterFilterReply.NEUTRAL;
        }
        boolean ours = METHODS.contains(id.getTag("method")) && PATHS.contains(id.getTag("uri"));
        return ours ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }
}
