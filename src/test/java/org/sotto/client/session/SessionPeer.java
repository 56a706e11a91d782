package org.sotto.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.protocol.Blob;
import org.sotto.protocol.compression.Compression;

/// One of two people in a simulation; it knows only the other, as contact 1.
final class SessionPeer {
    static final long CONTACT = 1;

    final MemoryStore store = new MemoryStore();
    final List<String> opened = new ArrayList<>();
    private final SecureRandom random;
    private final SessionCipher cipher;
    private final SessionBuilder builder;
    private IdentityKeyPair identity;
    private long preKeys;
    private @Nullable SignedPreKeyPair signed;

    SessionPeer(SecureRandom random, long nowMs) {
        this.random = random;
        this.identity = IdentityKeyPair.generate(random);
        this.cipher = new SessionCipher(random);
        this.builder = new SessionBuilder(cipher, random);
        freshPreKey(nowMs);
    }

    void freshPreKey(long nowMs) {
        signed = SignedPreKeyPair.generate(identity, ++preKeys, nowMs, random);
        store.put(identity, signed);
    }

    /// A new identity, with prekeys of its own. The old one's prekeys and sessions stay until they are drained.
    void rotateIdentity(long nowMs) {
        identity = IdentityKeyPair.generate(random);
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
            builder.start(store, identity, to.asPeer(), bundle, nowMs);
            return true;
        });
    }

    byte[] send(SessionPeer to, String text, long nowMs) {
        if (needsStart(nowMs, true)) {
            start(to, nowMs, random.nextBoolean());
        }
        return store.transact(() -> cipher.encrypt(store, CONTACT, text.getBytes(UTF_8), Compression.NONE))
                .blob();
    }

    Opened receive(byte[] blob, long nowMs) {
        Opened result = store.transact(() -> Blob.type(blob) == Blob.Type.FIRST
                ? builder.open(
                        store, new SessionBuilder.Arrival(store, null, (initiator, content) -> CONTACT), blob, nowMs)
                : cipher.open(store, CONTACT, blob, nowMs));
        if (result instanceof Opened.Accepted accepted) {
            opened.add(new String(accepted.content(), UTF_8));
        }
        return result;
    }
}
