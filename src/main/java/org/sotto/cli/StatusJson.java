package org.sotto.cli;

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
                .text(
                        "last_contact",
                        status.lastContact() == null
                                ? null
                                : status.lastContact().toString())
                .number("contacts", status.contacts())
                .number("waiting", status.waiting())
                .number("one_time_prekeys", status.oneTimePreKeys())
                .number("refused", status.refused())
                .text("last_refusal", status.lastRefusal())
                .number("duplicates", status.duplicates())
                .number("clock_skew_ms", status.clockSkew().toMillis())
                .text("memory", status.memory().text())
                .text("device", status.deviceId())
                .end();
    }
}
