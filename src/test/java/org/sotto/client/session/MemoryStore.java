package org.sotto.client.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.crypto.ratchet.SkippedKey;
import org.sotto.crypto.ratchet.SkippedKeyChanges;
import org.sotto.crypto.ratchet.SkippedKeys;
import org.sotto.crypto.ratchet.TripleRatchet;

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

    private record Stored(long session, SkippedKey.Id id, byte[] key, long at) {}

    private Map<Long, Row> rows = new TreeMap<>();
    private List<Stored> skipped = new ArrayList<>();
    private Set<String> replays = new HashSet<>();
    private Map<Long, byte[]> signed = new TreeMap<>();
    private Map<Long, byte[]> oneTime = new TreeMap<>();
    private long lastId;

    /// Runs the work; if it throws, nothing has changed.
    <T> T transact(Supplier<T> work) {
        Map<Long, Row> rowsBefore = new TreeMap<>(rows);
        List<Stored> skippedBefore = new ArrayList<>(skipped);
        Set<String> replaysBefore = new HashSet<>(replays);
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
                replays = replaysBefore;
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

    void put(SignedPreKeyPair pair) {
        signed.put(pair.record().id(), pair.encode());
    }

    void put(OneTimePreKeyPair pair) {
        oneTime.put(pair.record().id(), pair.encode());
    }

    /// All sessions, secret bytes included.
    List<byte[]> states() {
        return rows.values().stream().map(Row::state).toList();
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
        skipped.removeIf(each -> each.session() == session.id());
    }

    @Override
    public SkippedKeys skippedKeys(long session) {
        return new SkippedKeys() {
            @Override
            public Optional<SkippedKey> find(SkippedKey.Id id) {
                return skipped.stream()
                        .filter(each -> each.session() == session && each.id().equals(id))
                        .map(each -> new SkippedKey(id, SecretBytes.copyOf(each.key())))
                        .findFirst();
            }

            @Override
            public List<SkippedKey.Id> oldest(SkippedKey.Kind kind, int count) {
                return skipped.stream()
                        .filter(each -> each.session() == session && each.id().kind() == kind)
                        .map(Stored::id)
                        .sorted(Comparator.comparingLong(SkippedKey.Id::chain).thenComparing(SkippedKey.Id::index))
                        .limit(count)
                        .toList();
            }

            @Override
            public List<SkippedKey.Id> storedBefore(long timeMs) {
                return skipped.stream()
                        .filter(each -> each.session() == session && each.at() < timeMs)
                        .map(Stored::id)
                        .toList();
            }
        };
    }

    @Override
    public void apply(long session, SkippedKeyChanges changes, long nowMs) {
        skipped.removeIf(each -> each.session() == session && changes.removed().contains(each.id()));
        for (SkippedKey key : changes.added()) {
            skipped.add(
                    new Stored(session, key.id(), SecretAccess.bytes(key.key()).clone(), nowMs));
        }
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
        replays.add(HexFormat.of().formatHex(digest));
    }

    @Override
    public @Nullable SignedPreKeyPair signedPreKey(long id) {
        return signed.containsKey(id) ? SignedPreKeyPair.decode(signed.get(id)) : null;
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
