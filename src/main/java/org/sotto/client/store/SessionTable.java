package org.sotto.client.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.client.session.FirstFlight;
import org.sotto.client.session.Session;
import org.sotto.client.session.SessionMark;
import org.sotto.client.session.SessionStore;
import org.sotto.crypto.agreement.PreKeyEnvelope;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.crypto.ratchet.Expired;
import org.sotto.crypto.ratchet.SkippedKey;
import org.sotto.crypto.ratchet.SkippedKeyChanges;
import org.sotto.crypto.ratchet.SkippedKeys;
import org.sotto.crypto.ratchet.TripleRatchet;

/// Sessions, their skipped keys and the replay memory.
public final class SessionTable implements SessionStore {
    private final Sql sql;

    SessionTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Session> of(long contact) {
        return sql.list("SELECT * FROM sessions WHERE contact = ?", SessionTable::read, contact);
    }

    /// The greatest in the order of sessions.
    public Optional<Session> active(long contact) {
        List<Session> ordered =
                of(contact).stream().sorted(Session.ORDER.reversed()).toList();
        ordered.stream().skip(1).forEach(Session::close);
        return ordered.stream().findFirst();
    }

    public boolean isEmpty(long contact) {
        return sql.count("SELECT count(*) FROM sessions WHERE contact = ?", contact) == 0;
    }

    @Override
    public Optional<Session> byDigest(byte[] digest) {
        return sql.one("SELECT * FROM sessions WHERE digest = ?", SessionTable::read, (Object) digest);
    }

    @Override
    public Session add(Session session) {
        byte[] state = session.ratchet().encode();
        FirstFlight flight = session.firstFlight();
        long id = sql.insert(
                "INSERT INTO sessions(contact, created, initiator, digest, envelope, prekey, peer, rival_since, state)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                session.key().contact(),
                session.key().createdMs(),
                session.key().initiator().bytes(),
                session.key().digest(),
                flight == null ? null : flight.envelope().encode(),
                flight == null ? null : flight.peerKey().encode(),
                flight == null ? null : flight.peer().bytes(),
                session.rivalSinceMs(),
                state);
        Arrays.fill(state, (byte) 0);
        return session.withId(id);
    }

    @Override
    public void update(Session session) {
        byte[] state = session.ratchet().encode();
        sql.update(
                "UPDATE sessions SET state = ?, rival_since = ? WHERE id = ?",
                state,
                session.rivalSinceMs(),
                session.id());
        if (!session.isUnanswered()) {
            sql.update(
                    "UPDATE sessions SET envelope = NULL, prekey = NULL, peer = NULL WHERE id = ? AND envelope IS NOT NULL",
                    session.id());
        }
        Arrays.fill(state, (byte) 0);
    }

    @Override
    public void delete(Session session) {
        sql.update("DELETE FROM sessions WHERE id = ?", session.id());
    }

    @Override
    public @Nullable SessionMark endedUpTo(long contact) {
        return sql.one(
                        "SELECT ended_created, ended_initiator FROM contacts"
                                + " WHERE id = ? AND ended_initiator IS NOT NULL",
                        row -> new SessionMark(row.getLong(1), Fingerprint.decode(row.getBytes(2))),
                        contact)
                .orElse(null);
    }

    /// Remembers up to where the contact's sessions were ended. The sessions are deleted one by one.
    public void setEndedUpTo(long contact, SessionMark mark) {
        sql.update(
                "UPDATE contacts SET ended_created = ?, ended_initiator = ? WHERE id = ?",
                mark.createdMs(),
                mark.initiator().bytes(),
                contact);
    }

    @Override
    public SkippedKeys skippedKeys(long session) {
        return new SkippedKeyRows(sql, session);
    }

    @Override
    public void apply(long session, SkippedKeyChanges changes, long nowMs) {
        for (SkippedKey.Id id : changes.removed()) {
            sql.update(
                    "DELETE FROM skipped_keys WHERE session = ? AND kind = ? AND chain = ? AND number = ?",
                    session,
                    id.kind().code(),
                    id.chain(),
                    id.index());
        }
        for (SkippedKey key : changes.added()) {
            sql.update(
                    "INSERT INTO skipped_keys(session, kind, chain, number, secret, stored) VALUES (?, ?, ?, ?, ?, ?)",
                    session,
                    key.id().kind().code(),
                    key.id().chain(),
                    key.id().index(),
                    SecretAccess.bytes(key.key()),
                    nowMs);
        }
    }

    @Override
    public boolean isRemembered(byte[] digest) {
        return sql.count("SELECT count(*) FROM replay_memory WHERE digest = ?", (Object) digest) > 0;
    }

    @Override
    public void remember(byte[] digest, long nowMs) {
        sql.update("INSERT INTO replay_memory(digest, seen) VALUES (?, ?)", digest, nowMs);
    }

    /// Deletes what the replay memory has kept since before `timeMs`.
    public void forgetBefore(long timeMs) {
        sql.update("DELETE FROM replay_memory WHERE seen < ?", timeMs);
    }

    /// Sessions that hold a skipped key stored before `timeMs`.
    public List<Session> withKeysBefore(long timeMs) {
        return sql.list(
                "SELECT * FROM sessions WHERE id IN (SELECT DISTINCT session FROM skipped_keys WHERE stored < ?)",
                SessionTable::read,
                timeMs);
    }

    /// Stores a session that has given up keys which were too old, and closes it.
    public void updateExpired(Session session, Expired expired, long nowMs) {
        try (session) {
            update(session.withExpired(expired));
            apply(session.id(), expired.changes(), nowMs);
        }
    }

    private static Session read(ResultSet row) throws SQLException {
        Session.Key key = new Session.Key(
                row.getLong("contact"),
                row.getLong("created"),
                Fingerprint.decode(row.getBytes("initiator")),
                row.getBytes("digest"));
        byte[] state = row.getBytes("state");
        try {
            return new Session(
                    row.getLong("id"), key, flight(row), row.getLong("rival_since"), TripleRatchet.decode(state));
        } finally {
            Arrays.fill(state, (byte) 0);
        }
    }

    private static @Nullable FirstFlight flight(ResultSet row) throws SQLException {
        byte[] envelope = row.getBytes("envelope");
        byte[] preKey = row.getBytes("prekey");
        byte[] peer = row.getBytes("peer");
        if (envelope == null || preKey == null || peer == null) {
            return null;
        }
        return new FirstFlight(PreKeyEnvelope.decode(envelope), SignedPreKey.decode(preKey), Fingerprint.decode(peer));
    }
}
