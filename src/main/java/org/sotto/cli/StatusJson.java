package org.sotto.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sotto.client.Status;

/// The profile at a glance as one line of JSON. The order of the fields is fixed; later versions may add some, none
/// goes.
final class StatusJson {
    private StatusJson() {}

    static String line(Status status) {
        return new JsonLine()
                .text("name", status.ownName())
                .text("fingerprint", status.fingerprint().toString())
                .text("server", status.server())
                .text("last_contact", text(status.lastContact()))
                .number("contacts", status.contacts())
                .number("waiting", status.waiting())
                .number("one_time_prekeys", status.oneTimePreKeys())
                .number("tokens", status.tokens())
                .number("unconfirmed", status.unconfirmed())
                .text("issuer_warning", status.issuerWarning())
                .number("refused", status.refused())
                .text("last_refusal", status.lastRefusal())
                .number("duplicates", status.duplicates())
                .number("clock_skew_ms", status.clockSkew().toMillis())
                .text("memory", status.memory().text())
                .text("device", status.deviceId())
                .text("self_check", status.selfCheck())
                .text("self_checked", text(status.selfChecked()))
                .text("exposed", text(status.exposed()))
                .end();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
