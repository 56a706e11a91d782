package org.sotto.client.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.crypto.ratchet.SkippedKey;
import org.sotto.crypto.ratchet.SkippedKeyChanges;
import org.sotto.crypto.ratchet.TripleRatchet;
import org.sotto.support.MemorySkippedKeys;

/// Sessions and prekeys in memory, with transactions that roll back.
final class MemoryStore implements SessionStore, PreKeyStore {
    private record Row(long id, Session.Key key, @Nullable FirstFlight flight, long rivalSince, byte[] state) {
        Session session() {
            return new Session(id, key, flight, rivalSince, TripleRatchet.decode(state));
        }

        static Row of(long id, Session session) {
            return new Row(
                    id,
                    session.key(),
                    session.firstFlight(),
                    session.rivalSinceMs(),
                    session.ratchet().encode());
        }
    }

    private Map<Long, Row> rows = new TreeMap<>();
    private Map<Long, MemorySkippedKeys> skipped = new TreeMap<>();
    private final List<Runnable> undo = new ArrayList<>();
    private final Set<String> replays = new HashSet<>();
    private final Map<Long, byte[]> signed = new TreeMap<>();
    private final Map<Long, byte[]> owners = new TreeMap<>();
    private Map<Long, byte[]> oneTime = new TreeMap<>();
    private long lastId;

    /// Runs the work; if it throws, nothing has changed.
    <T> T transact(Supplier<T> work) {
        Map<Long, Row> rowsBefore = new TreeMap<>(rows);
        Map<Long, MemorySkippedKeys> skippedBefore = new TreeMap<>(skipped);
        undo.clear();
        Map<Long, byte[]> oneTimeBefore = new TreeMap<>(oneTime);
        boolean finished = false;
        try {
            T result = work.get();
            finished = true;
            return result;
        } finally {
            if (!finished) {
                rows = rowsBefore;
                skipped = skippedBefore;
                undo.reversed().forEach(Runnable::run);
                oneTime = oneTimeBefore;
            }
        }
    }

    /// A device that lost everything but its identity.
    void lose() {
        rows.clear();
        skipped.clear();
        replays.clear();
        signed.clear();
        oneTime.clear();
    }

    void put(IdentityKeyPair owner, SignedPreKeyPair pair) {
        signed.put(pair.record().id(), pair.encode());
        owners.put(pair.record().id(), owner.encode());
    }

    void put(OneTimePreKeyPair pair) {
        oneTime.put(pair.record().id(), pair.encode());
    }

    /// All sessions, secret bytes included.
    List<byte[]> states() {
        return rows.values().stream().map(Row::state).toList();
    }

    /// How many keys of a kind are stored for a session.
    int skipped(long session, SkippedKey.Kind kind) {
        return skippedKeys(session).count(kind);
    }

    int size() {
        return rows.size();
    }

    int oneTimeLeft() {
        return oneTime.size();
    }

    Optional<Session> active() {
        return rows.values().stream().map(Row::session).max(Session.ORDER);
    }

    @Override
    public List<Session> of(long contact) {
        return rows.values().stream()
                .filter(row -> row.key().contact() == contact)
                .map(Row::session)
                .toList();
    }

    @Override
    public Optional<Session> byDigest(byte[] digest) {
        return rows.values().stream()
                .filter(row -> java.util.Arrays.equals(row.key().digest(), digest))
                .map(Row::session)
                .findFirst();
    }

    @Override
    public Session add(Session session) {
        lastId++;
        rows.put(lastId, Row.of(lastId, session));
        return session.withId(lastId);
    }

    @Override
    public void update(Session session) {
        rows.put(session.id(), Row.of(session.id(), session));
    }

    @Override
    public void delete(Session session) {
        rows.remove(session.id());
        skipped.remove(session.id());
    }

    @Override
    public MemorySkippedKeys skippedKeys(long session) {
        return skipped.computeIfAbsent(session, _ -> new MemorySkippedKeys());
    }

    @Override
    public void apply(long session, SkippedKeyChanges changes, long nowMs) {
        undo.add(skippedKeys(session).apply(changes, nowMs));
    }

    @Override
    public @Nullable SessionMark endedUpTo(long contact) {
        return null;
    }

    @Override
    public boolean isRemembered(byte[] digest) {
        return replays.contains(HexFormat.of().formatHex(digest));
    }

    @Override
    public void remember(byte[] digest, long nowMs) {
        String replay = HexFormat.of().formatHex(digest);
        if (replays.add(replay)) {
            undo.add(() -> replays.remove(replay));
        }
    }

    @Override
    public @Nullable SignedPreKeyPair signedPreKey(long id) {
        return signed.containsKey(id) ? SignedPreKeyPair.decode(signed.get(id)) : null;
    }

    @Override
    public @Nullable IdentityKeyPair ownerOf(long id) {
        return owners.containsKey(id) ? IdentityKeyPair.decode(owners.get(id)) : null;
    }

    @Override
    public @Nullable OneTimePreKeyPair oneTimePreKey(long id) {
        return oneTime.containsKey(id) ? OneTimePreKeyPair.decode(oneTime.get(id)) : null;
    }

    @Override
    public void deleteOneTimePreKey(long id) {
        oneTime.remove(id);
    }
}
