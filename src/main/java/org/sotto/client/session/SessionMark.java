package org.sotto.client.session;

import java.util.Comparator;
import org.sotto.crypto.key.Fingerprint;

/// A place in the order of a contact's sessions: everything up to it has been ended, for good.
public record SessionMark(long createdMs, Fingerprint initiator) implements Comparable<SessionMark> {
    private static final Comparator<SessionMark> ORDER =
            Comparator.comparingLong(SessionMark::createdMs).thenComparing(SessionMark::initiator);

    /// The place of a session.
    public static SessionMark of(Session.Key key) {
        return new SessionMark(key.createdMs(), key.initiator());
    }

    /// Whether this session is at the mark or before it.
    public boolean covers(Session.Key key) {
        return compareTo(of(key)) >= 0;
    }

    @Override
    public int compareTo(SessionMark other) {
        return ORDER.compare(this, other);
    }
}
