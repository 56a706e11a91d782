package org.sotto.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.Fingerprint;

/// What the end of a session covers.
class SessionMarkTest {
    private static final Fingerprint SMALL = fingerprint(1);
    private static final Fingerprint MIDDLE = fingerprint(2);
    private static final Fingerprint GREAT = fingerprint(3);
    private static final SessionMark MARK = new SessionMark(100, MIDDLE);

    private static Fingerprint fingerprint(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return Fingerprint.decode(bytes);
    }

    private static Session.Key key(long createdMs, Fingerprint initiator) {
        return new Session.Key(1, createdMs, initiator, new byte[32]);
    }

    @Test
    void coversTheSessionItselfAndThoseBefore() {
        assertTrue(MARK.covers(key(100, MIDDLE)));
        assertTrue(MARK.covers(key(100, SMALL)));
        assertTrue(MARK.covers(key(99, GREAT)));
        assertFalse(MARK.covers(key(100, GREAT)));
        assertFalse(MARK.covers(key(101, SMALL)));
        assertEquals(MARK, SessionMark.of(key(100, MIDDLE)));
    }

    @Test
    void aNewSessionIsCreatedAfterIt() {
        assertEquals(101, SessionRules.createdAfter(List.of(), MARK, 99));
        assertEquals(101, SessionRules.createdAfter(List.of(), MARK, 101));
        assertEquals(102, SessionRules.createdAfter(List.of(), MARK, 102));
        assertEquals(99, SessionRules.createdAfter(List.of(), null, 99));
    }
}
