package org.sotto.client.session;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which session is used, and when a new one starts (section 3 of docs/protocol.md). Pure functions.
final class SessionRules {
    /// Sessions of one contact: bounds the header trials of a hostile blob.
    static final int MAX_SESSIONS = 5;

    /// How long the peer may speak on another session before one that is unanswered is given up.
    static final long RIVAL_MS = 60L * 60 * 1000;

    private SessionRules() {}

    /// The session for sending: the greatest.
    static Optional<Session> active(Collection<Session> sessions) {
        return sessions.stream().max(Session.ORDER);
    }

    /// In the order in which they are tried for an arriving message: the active one first.
    static List<Session> trials(Collection<Session> sessions) {
        return sessions.stream().sorted(Session.ORDER.reversed()).toList();
    }

    /// Those to delete, the smallest first.
    static List<Session> surplus(Collection<Session> sessions) {
        return sessions.stream()
                .sorted(Session.ORDER)
                .limit(Math.max(0, sessions.size() - MAX_SESSIONS))
                .toList();
    }

    /// Whether a new session must start before something can be sent.
    ///
    /// @param mayRestart whether the last restart is long enough ago
    static boolean needsStart(Collection<Session> sessions, long nowMs, boolean mayRestart) {
        Session active = active(sessions).orElse(null);
        if (active == null) {
            return true;
        }
        FirstFlight flight = active.firstFlight();
        if (flight == null) {
            return false;
        }
        boolean expired = flight.isOver(nowMs);
        boolean givenUp = active.rivalSinceMs() != 0 && nowMs - active.rivalSinceMs() >= RIVAL_MS;
        return expired || (givenUp && mayRestart);
    }

    /// The start that a new session tells: after every known one, so that it becomes the active one, and after those
    /// that were ended, so that the end does not cover it.
    static long createdAfter(Collection<Session> sessions, @Nullable SessionMark ended, long nowMs) {
        long greatest = sessions.stream()
                .map(session -> session.key().createdMs())
                .max(Comparator.naturalOrder())
                .orElse(0L);
        long known = ended == null ? greatest : Math.max(greatest, ended.createdMs());
        return Math.max(nowMs, known + 1);
    }
}
