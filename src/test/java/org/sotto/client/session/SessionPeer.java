package org.sotto.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.protocol.Blob;
import org.sotto.protocol.FirstBlob;
import org.sotto.protocol.compression.Compression;

/// One of two people in a simulation; it knows only the other, as contact 1.
final class SessionPeer {
    static final long CONTACT = 1;

    final MemoryStore store = new MemoryStore();
    final List<String> opened = new ArrayList<>();
    private final SecureRandom random;
    private final SessionCipher cipher;
    private final Map<Long, SessionBuilder> builders = new HashMap<>();
    private final Map<String, Fingerprint> startedWith = new HashMap<>();
    private IdentityKeyPair identity;
    private SessionBuilder builder;
    private long preKeys;
    private @Nullable SignedPreKeyPair signed;

    SessionPeer(SecureRandom random, long nowMs) {
        this.random = random;
        this.identity = IdentityKeyPair.generate(random);
        this.cipher = new SessionCipher(random);
        this.builder = new SessionBuilder(identity, cipher, random);
        freshPreKey(nowMs);
    }

    void freshPreKey(long nowMs) {
        signed = SignedPreKeyPair.generate(identity, ++preKeys, nowMs, random);
        store.put(signed);
        builders.put(preKeys, builder);
    }

    /// A new identity, with prekeys of its own. The old one's prekeys and sessions stay until they are drained.
    void rotateIdentity(long nowMs) {
        identity = IdentityKeyPair.generate(random);
        builder = new SessionBuilder(identity, cipher, random);
        freshPreKey(nowMs);
    }

    void loseEverything(long nowMs) {
        store.lose();
        freshPreKey(nowMs);
    }

    Peer asPeer() {
        return new Peer(CONTACT, identity.record().fingerprint());
    }

    PreKeyBundle bundle(boolean withOneTime) {
        OneTimePreKeyPair oneTime = withOneTime ? OneTimePreKeyPair.generate(identity, ++preKeys, random) : null;
        if (oneTime != null) {
            store.put(oneTime);
        }
        return PreKeyBundle.of(
                identity.record(),
                java.util.Objects.requireNonNull(signed).record(),
                oneTime == null ? null : oneTime.record());
    }

    boolean needsStart(long nowMs, boolean mayRestart) {
        return cipher.needsStart(store, CONTACT, nowMs, mayRestart);
    }

    void start(SessionPeer to, long nowMs, boolean withOneTime) {
        PreKeyBundle bundle = to.bundle(withOneTime);
        store.transact(() -> {
            builder.start(store, to.asPeer(), bundle, nowMs);
            return true;
        });
        startedWith.put(activeDigest(), to.asPeer().fingerprint());
    }

    byte[] send(SessionPeer to, String text, long nowMs) {
        if (needsStart(nowMs, true)) {
            start(to, nowMs, random.nextBoolean());
        }
        return store.transact(() -> cipher.encrypt(store, recipient(to), text.getBytes(UTF_8), Compression.NONE))
                .blob();
    }

    /// The identity that the active session was started with: a first blob is sealed to it, also when the peer has
    /// another one by now.
    private Peer recipient(SessionPeer to) {
        Fingerprint current = to.asPeer().fingerprint();
        return new Peer(CONTACT, startedWith.getOrDefault(activeDigest(), current));
    }

    private String activeDigest() {
        return HexFormat.of().formatHex(store.active().orElseThrow().key().digest());
    }

    Opened receive(byte[] blob, long nowMs) {
        Opened result = store.transact(() -> Blob.type(blob) == Blob.Type.FIRST
                ? builder(blob)
                        .open(store, new SessionBuilder.Arrival(store, null, fingerprint -> CONTACT), blob, nowMs)
                : cipher.open(store, CONTACT, blob, nowMs));
        if (result instanceof Opened.Accepted accepted) {
            opened.add(new String(accepted.content(), UTF_8));
        }
        return result;
    }

    /// A first blob is for the identity whose prekey it names.
    private SessionBuilder builder(byte[] blob) {
        return builders.getOrDefault(FirstBlob.sealKeyId(blob), builder);
    }
}
