package org.sotto.support;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sotto.api.IssuerKey;
import org.sotto.crypto.token.Token;
import org.sotto.crypto.token.TokenChallenge;
import org.sotto.crypto.token.TokenKeyPair;
import org.sotto.transport.TransportException;
import org.sotto.wire.ByteWriter;

/// The issuer of a [FakeServer]: the same key every day, or another one where a test wants it.
public final class FakeIssuer {
    private final Set<ByteBuffer> spent = new HashSet<>();
    private @Nullable Clock clock;
    private TokenKeyPair pair = ofTheRfc();
    private boolean refusing;
    private int issued;
    private int lost;

    private static TokenKeyPair ofTheRfc() {
        Vectors rfc = Vectors.of("rfc9578-type2.json");
        return TokenKeyPair.decode(new ByteWriter(257)
                .u8(5)
                .bytes(rfc.bytes("p"))
                .bytes(rfc.bytes("q"))
                .toByteArray());
    }

    /// From now on tokens are issued, for the days of this clock.
    public synchronized void start(Clock days) {
        clock = days;
    }

    public synchronized void setRefusing(boolean value) {
        refusing = value;
    }

    /// From now on another key is announced.
    public synchronized void change() {
        pair = TokenKeyPair.generate(new SeededRandom(7));
    }

    public synchronized void changeBack() {
        pair = ofTheRfc();
    }

    /// Tokens that were issued.
    public synchronized int issued() {
        return issued;
    }

    /// Tokens that were spent.
    public synchronized int spent() {
        return spent.size();
    }

    /// Sends that were accepted and not stored.
    public synchronized int lost() {
        return lost;
    }

    synchronized void countLost() {
        lost++;
    }

    synchronized List<IssuerKey> announced() {
        List<IssuerKey> keys = new ArrayList<>();
        if (clock != null) {
            Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
            for (int day = -1; day <= 7; day++) {
                Instant start = today.plus(Duration.ofDays(day));
                keys.add(new IssuerKey(pair.publicKey().encode(), start, start.plus(Duration.ofDays(2))));
            }
        }
        return keys;
    }

    synchronized List<byte[]> sign(byte[] keyId, List<byte[]> blinded) {
        if (refusing
                || clock == null
                || !java.util.Arrays.equals(keyId, pair.publicKey().id())) {
            throw new TransportException.Refused(404, "not-found", "");
        }
        issued += blinded.size();
        return blinded.stream()
                .map(each -> pair.sign(each, new SeededRandom(1)))
                .toList();
    }

    synchronized boolean spend(byte[] token) {
        Token shown = Token.decode(token);
        return shown.isGood(TokenChallenge.digest(new byte[32]), pair.publicKey())
                && spent.add(ByteBuffer.wrap(shown.nonce()));
    }
}
