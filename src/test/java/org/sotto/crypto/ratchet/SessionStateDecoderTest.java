package org.sotto.crypto.ratchet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.sotto.crypto.agreement.Role;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for stored sessions: both sides before the first message, and after a conversation
/// in which messages were lost.
@Decodes({
    TripleRatchet.class,
    DoubleRatchet.class,
    RootKey.class,
    Turn.class,
    DhKeyPair.class,
    SendingSide.class,
    SendingChain.class,
    ReceivingSide.class,
    ReceivingChain.class,
    OldChain.class,
    StoredCounts.class,
    HeaderKey.class,
    ChainKey.class,
    PqChains.class,
    PqChain.class,
    PqSending.class,
    PqReceiving.class,
    Scka.class,
    HolderIdle.class,
    HolderSent.class,
    PeerWaiting.class,
    PeerHeard.class,
    PeerSent.class,
    Authenticator.class,
    Keys.class,
    Role.class
})
final class SessionStateDecoderTest extends DecoderContract {
    private static final int TURN = 98;
    private static final int HAS_SENDING = 131;
    private static final int HAS_RECEIVING = 168;
    private static final int OLD_CHAINS = 169;
    private static final int COUNTS = 170;
    private static final int NEXT_EPOCH = 275;
    private static final int SCKA = 322;

    /// 391 bytes: version · role · T 64 · root · turn and key · no chain, PN, NHKs · no chain, none old, no counts,
    /// NHKr ·
    /// PQ root · sending · receiving · holder.
    private final byte[] start = new VectorSession().stored(VectorSession.INITIATOR);

    @Override
    protected List<byte[]> valid() {
        List<byte[]> states = new ArrayList<>(List.of(start));
        VectorSession session = new VectorSession();
        states.add(session.stored(VectorSession.RESPONDER));
        int number = 0;
        for (Vectors message : Vectors.of("session.json").all("messages")) {
            session.send(message);
            // A's second message of each chain is lost
            if (number++ % 12 != 7) {
                session.receive(message);
            }
            if (number == 3 || number == 9) {
                states.add(session.stored(VectorSession.INITIATOR));
                states.add(session.stored(VectorSession.RESPONDER));
            }
        }
        return states;
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        try (TripleRatchet state = TripleRatchet.decode(bytes)) {
            return state.encode();
        }
    }

    @Override
    protected Kind cut(byte[] valid, int length) {
        return Kind.TRUNCATED;
    }

    @Override
    protected Kind trailing(byte[] valid) {
        return Kind.TRAILING_BYTES;
    }

    @Override
    protected List<Row> rows() {
        return List.of(
                Row.of("version 1", Kind.WRONG_VERSION, Row.with(start, 0, 1)),
                Row.of("version 3", Kind.WRONG_VERSION, Row.with(start, 0, 3)),
                Row.of("role 0", Kind.OUT_OF_RANGE, Row.with(start, 1, 0)),
                Row.of("the role of the other side", Kind.OUT_OF_RANGE, Row.with(start, 1, 2)),
                Row.of("turn 0", Kind.OUT_OF_RANGE, Row.with(start, TURN, 0)),
                Row.of("turn 3", Kind.OUT_OF_RANGE, Row.with(start, TURN, 3)),
                Row.of("sending flag", Kind.OUT_OF_RANGE, Row.with(start, HAS_SENDING, 2)),
                Row.of("receiving flag", Kind.OUT_OF_RANGE, Row.with(start, HAS_RECEIVING, 2)),
                Row.of("21 old chains", Kind.OUT_OF_RANGE, Row.with(start, OLD_CHAINS, 21)),
                Row.of("a count of zero", Kind.NON_CANONICAL, Row.with(start, COUNTS, 1, 0, 0, 0, 1, 0, 0)),
                Row.of(
                        "counts that do not ascend",
                        Kind.NON_CANONICAL,
                        Row.with(start, COUNTS, 2, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1)),
                Row.of("epoch flag", Kind.OUT_OF_RANGE, Row.with(start, NEXT_EPOCH, 2)),
                Row.of("agreement state 0", Kind.OUT_OF_RANGE, Row.with(start, SCKA, 0)),
                Row.of("agreement state 6", Kind.OUT_OF_RANGE, Row.with(start, SCKA, 6)),
                Row.of("epoch 0", Kind.OUT_OF_RANGE, Row.with(start, SCKA + 1, 0, 0, 0, 0)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
