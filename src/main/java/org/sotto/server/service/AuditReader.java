package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.api.AuditEntry;
import org.sotto.api.Page;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.server.repository.AuditRepository;
import org.sotto.server.repository.AuditRow;
import org.sotto.wire.MalformedException;

/// Opens the audit log for the operator, page by page.
@Singleton
public final class AuditReader {
    static final int PAGE = 1_000;

    private final AuditRepository rows;
    private final AuditLog log;
    private final AuditService audit;

    AuditReader(AuditRepository rows, AuditLog log, AuditService audit) {
        this.rows = rows;
        this.log = log;
        this.audit = audit;
    }

    /// Rows in order, with all that was only counted until now.
    ///
    /// @param since a time of ISO 8601 in UTC; its hour belongs to it, since rows know no minutes
    /// @param after the cursor of the page before
    /// @throws RefusedRequest malformed
    public Page<AuditEntry> page(@Nullable String since, @Nullable String after) {
        long from = since(since);
        long row = row(after);
        audit.flush();
        List<AuditEntry> page =
                rows.after(row, from, PAGE).stream().map(this::open).toList();
        return new Page<>(
                page, page.size() < PAGE ? null : Long.toString(page.getLast().id()));
    }

    private static long since(@Nullable String text) {
        try {
            return text == null ? Long.MIN_VALUE : Hours.floor(Instant.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new RefusedRequest(new Refusal.Malformed("since: a time such as 2026-11-23T12:00:00Z"));
        }
    }

    private static long row(@Nullable String text) {
        try {
            return text == null ? Long.MIN_VALUE : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new RefusedRequest(new Refusal.Malformed("after: not a cursor of this list"));
        }
    }

    private AuditEntry open(AuditRow row) {
        Instant time = Instant.ofEpochMilli(row.timestamp());
        try {
            AuditNote note = log.open(row);
            String event = AuditEvent.of(note.event()).map(AuditEvent::text).orElse("event-" + note.event());
            return new AuditEntry(row.id(), time, event, text(note.tag()), note.count());
        } catch (IllegalStateException | AuthenticationFailedException | MalformedException e) {
            return new AuditEntry(row.id(), time, "unreadable", null, 1);
        }
    }

    private static @Nullable String text(byte @Nullable [] tag) {
        return tag == null ? null : Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
    }
}
