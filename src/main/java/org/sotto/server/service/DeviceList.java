package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.api.DeviceInfo;
import org.sotto.api.Page;
import org.sotto.server.repository.DeviceRepository;
import org.sotto.server.repository.DeviceRow;

/// The devices as the operator may see them: no id that others know, no key, no mailbox.
@Singleton
public final class DeviceList {
    static final int PAGE = 1_000;

    private final DeviceRepository devices;
    private final Attestations attestations;

    DeviceList(DeviceRepository devices, Attestations attestations) {
        this.devices = devices;
        this.attestations = attestations;
    }

    /// In the order of registration.
    ///
    /// @param after the cursor of the page before
    /// @throws RefusedRequest malformed
    public Page<DeviceInfo> page(@Nullable String after) {
        List<DeviceRow> rows = devices.after(row(after), PAGE);
        String next = rows.size() < PAGE ? null : Long.toString(rows.getLast().id());
        return new Page<>(rows.stream().map(this::info).toList(), next);
    }

    DeviceInfo info(DeviceRow row) {
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(row.tag());
        return new DeviceInfo(name, Instant.ofEpochMilli(row.registered()), attestations.state(row));
    }

    private static long row(@Nullable String text) {
        try {
            return text == null ? Long.MIN_VALUE : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new RefusedRequest(new Refusal.Malformed("after: not a cursor of this list"));
        }
    }
}
