package org.sotto.support;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.PrekeyCount;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.transport.StreamEvent;
import org.sotto.transport.TransportException;

/// What a [FakeServer] keeps of a device, under the server's lock.
final class FakeDevice {
    /// What waits for it, by message id, in the order of arrival.
    final Map<ByteBuffer, StreamEvent.Delivery> waiting = new LinkedHashMap<>();

    private final Deque<byte[]> oneTime = new ArrayDeque<>();
    /// Whether its streams have to be told that few one-time prekeys are left.
    boolean preKeysLow;
    private byte @Nullable [] identity;
    private byte @Nullable [] signed;

    void register(byte[] identityRecord) {
        identity = identityRecord;
    }

    PrekeyCount preKeyCount() {
        Instant notAfter = signed == null
                ? null
                : Instant.ofEpochMilli(SignedPreKey.decode(signed).notAfterMs());
        return new PrekeyCount(oneTime.size(), notAfter);
    }

    int putPreKeys(byte @Nullable [] signedPreKey, List<byte[]> oneTimePreKeys) {
        checkSigned(signedPreKey, oneTimePreKeys);
        signed = signedPreKey == null ? signed : signedPreKey;
        oneTime.addAll(oneTimePreKeys);
        return oneTime.size();
    }

    private void checkSigned(byte @Nullable [] signedPreKey, List<byte[]> oneTimePreKeys) {
        IdentityRecord owner = IdentityRecord.decode(Objects.requireNonNull(identity));
        try {
            if (signedPreKey != null) {
                SignedPreKey.decode(signedPreKey).verify(owner);
            }
            if (!oneTimePreKeys.isEmpty()) {
                OneTimePreKey.decode(oneTimePreKeys.getFirst()).verify(owner);
            }
        } catch (BadSignatureException e) {
            throw new TransportException.Refused(422, "prekey-refused", "");
        }
    }

    void rotate(IdentityRotation rotation, byte[] signedPreKey) {
        IdentityRecord present = IdentityRecord.decode(Objects.requireNonNull(identity));
        SignedPreKey.decode(signedPreKey).verify(rotation.successor());
        if (present.equals(rotation.successor())) {
            return;
        }
        if (!rotation.predecessor().equals(present.fingerprint())) {
            throw new TransportException.Refused(422, "rotation-refused", "");
        }
        rotation.verify(present);
        identity = rotation.successor().encode();
        signed = signedPreKey;
        oneTime.clear();
    }

    void loseOneTimeKeys() {
        oneTime.clear();
    }

    void loseOneTimeKey() {
        oneTime.poll();
    }

    /// @param keepsOneTime whether the one-time prekey may be handed out again
    PreKeyBundle bundle(boolean keepsOneTime) {
        if (identity == null || signed == null) {
            throw new TransportException.Refused(503, "unavailable", "");
        }
        preKeysLow = oneTime.size() <= ApiLimits.ONE_TIME_LOW;
        byte[] next = keepsOneTime ? oneTime.peek() : oneTime.poll();
        return PreKeyBundle.of(
                IdentityRecord.decode(identity),
                SignedPreKey.decode(signed),
                next == null ? null : OneTimePreKey.decode(next));
    }
}
