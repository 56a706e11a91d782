package org.sotto.api.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.ApiLimits;
import org.sotto.api.ProblemCode;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

class FrameTest {
    private static final long ID = 0xfffffffeL;

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static SendFrame send(int blob) {
        return new SendFrame(ID, filled(16, 1), filled(32, 2), filled(32, 3), filled(blob, 4));
    }

    private static ServerFrame.Deliver deliver(int blob) {
        return new ServerFrame.Deliver(ID, filled(16, 1), filled(32, 2), 3_600_000, filled(blob, 4));
    }

    @Nested
    class Layout {
        @Test
        void sendIsHeadIdMailboxSecretBlob() {
            byte[] bytes = send(2048).encode();
            assertEquals(85 + 2048, bytes.length);
            assertEquals(
                    "01fffffffe" + "01".repeat(16) + "02".repeat(32) + "03".repeat(32) + "04".repeat(2048), hex(bytes));
        }

        @Test
        void deliverIsHeadIdMailboxReceivedBlob() {
            assertEquals(
                    "03fffffffe" + "01".repeat(16) + "02".repeat(32) + "000000000036ee80" + "0404",
                    hex(deliver(2).encode()));
        }

        @Test
        void shortFrames() {
            assertEquals(
                    "02000000010c0000000000000007",
                    hex(ServerFrame.Sent.refused(1, ProblemCode.MAILBOX_FULL, 7).encode()));
            assertEquals("0600000001" + "0000000000000009", hex(new ServerFrame.Renewed(1, 9).encode()));
            assertEquals("0700000001", hex(new ServerFrame.Ping(1).encode()));
            assertEquals("0800000001", hex(new ServerFrame.Drained(1).encode()));
            assertEquals("0900000001", hex(new ServerFrame.PreKeysLow(1).encode()));
        }

        private String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }

    @Nested
    class RoundTrip {
        static Stream<ClientFrame> clientFrames() {
            return Stream.of(
                    send(1),
                    send(ApiLimits.MAX_BLOB),
                    new ClientFrame.Ack(0, List.of(filled(16, 9))),
                    new ClientFrame.Ack(ID, java.util.Collections.nCopies(256, filled(16, 9))),
                    new ClientFrame.Challenge(ID, filled(32, 5)),
                    new ClientFrame.Proof(ID, filled(64, 6)),
                    new ClientFrame.Ping(ID));
        }

        static Stream<ServerFrame> serverFrames() {
            return Stream.of(
                    ServerFrame.Sent.done(ID, Long.MAX_VALUE),
                    new ServerFrame.Sent(ID, 255, 0),
                    deliver(1),
                    deliver(ApiLimits.MAX_BLOB),
                    new ServerFrame.Challenge(ID, filled(32, 7), 30_000, filled(32, 8)),
                    new ServerFrame.Renewed(ID, 1),
                    new ServerFrame.Ping(0),
                    new ServerFrame.Drained(ID),
                    new ServerFrame.PreKeysLow(ID));
        }

        @ParameterizedTest
        @MethodSource("clientFrames")
        void ofClientFrames(ClientFrame frame) {
            ClientFrame again = ClientFrame.decode(frame.encode());
            assertEquals(frame.getClass(), again.getClass());
            assertEquals(frame.requestId(), again.requestId());
            assertArrayEquals(frame.encode(), again.encode());
        }

        @ParameterizedTest
        @MethodSource("serverFrames")
        void ofServerFrames(ServerFrame frame) {
            ServerFrame again = ServerFrame.decode(frame.encode());
            assertEquals(frame.getClass(), again.getClass());
            assertEquals(frame.requestId(), again.requestId());
            assertArrayEquals(frame.encode(), again.encode());
        }

        @Test
        void keepsEveryField() {
            SendFrame sent = assertInstanceOf(SendFrame.class, ClientFrame.decode(send(3).encode()));
            assertArrayEquals(filled(16, 1), sent.messageId());
            assertArrayEquals(filled(32, 2), sent.mailbox());
            assertArrayEquals(filled(32, 3), sent.sendSecret());
            assertArrayEquals(filled(3, 4), sent.blob());
        }

        @Test
        void statusTellsTheProblem() {
            assertTrue(ServerFrame.Sent.done(1, 2).success());
            assertEquals(Optional.empty(), ServerFrame.Sent.done(1, 2).problem());
            assertEquals(
                    Optional.of(ProblemCode.ID_CONFLICT),
                    ServerFrame.Sent.refused(1, ProblemCode.ID_CONFLICT, 2).problem());
            assertEquals(Optional.empty(), new ServerFrame.Sent(1, 255, 2).problem());
        }
    }

    @Nested
    class Malformed {
        private static final int CUT = -1;

        private static byte[] resized(byte[] bytes, int by) {
            return Arrays.copyOf(bytes, bytes.length + by);
        }

        private static byte[] frame(int type, int body) {
            byte[] bytes = new byte[5 + body];
            bytes[0] = (byte) type;
            return bytes;
        }

        static Stream<Arguments> fromClients() {
            byte[] challenge = new ClientFrame.Challenge(1, filled(32, 5)).encode();
            byte[] proof = new ClientFrame.Proof(1, filled(64, 5)).encode();
            return Stream.of(
                    Arguments.of("empty", new byte[0], Kind.TRUNCATED),
                    Arguments.of("type only", new byte[] {7}, Kind.TRUNCATED),
                    Arguments.of("head cut", new byte[] {7, 0, 0, 0}, Kind.TRUNCATED),
                    Arguments.of("type 0", frame(0, 0), Kind.WRONG_TYPE),
                    Arguments.of("type 10", frame(10, 0), Kind.WRONG_TYPE),
                    Arguments.of("type 255", frame(255, 0), Kind.WRONG_TYPE),
                    Arguments.of("SENT", ServerFrame.Sent.done(1, 1).encode(), Kind.WRONG_TYPE),
                    Arguments.of("DELIVER", deliver(1).encode(), Kind.WRONG_TYPE),
                    Arguments.of("DRAINED", new ServerFrame.Drained(1).encode(), Kind.WRONG_TYPE),
                    Arguments.of("PREKEYS_LOW", new ServerFrame.PreKeysLow(1).encode(), Kind.WRONG_TYPE),
                    Arguments.of("SEND without secret", frame(1, 79), Kind.TRUNCATED),
                    Arguments.of("SEND without blob", frame(1, 80), Kind.OUT_OF_RANGE),
                    Arguments.of("SEND above the limit", frame(1, 80 + ApiLimits.MAX_BLOB + 1), Kind.OUT_OF_RANGE),
                    Arguments.of("ACK of none", frame(4, 0), Kind.WRONG_LENGTH),
                    Arguments.of("ACK of one and a half", frame(4, 24), Kind.WRONG_LENGTH),
                    Arguments.of("ACK of 257", frame(4, 257 * 16), Kind.OUT_OF_RANGE),
                    Arguments.of("CHALLENGE cut", resized(challenge, CUT), Kind.TRUNCATED),
                    Arguments.of("CHALLENGE longer", resized(challenge, 1), Kind.TRAILING_BYTES),
                    Arguments.of("PROOF cut", resized(proof, CUT), Kind.TRUNCATED),
                    Arguments.of("PROOF longer", resized(proof, 1), Kind.TRAILING_BYTES),
                    Arguments.of("PING longer", frame(7, 1), Kind.TRAILING_BYTES));
        }

        static Stream<Arguments> fromServers() {
            byte[] sent = ServerFrame.Sent.done(1, 1).encode();
            return Stream.of(
                    Arguments.of("empty", new byte[0], Kind.TRUNCATED),
                    Arguments.of("type 0", frame(0, 0), Kind.WRONG_TYPE),
                    Arguments.of("type 10", frame(10, 0), Kind.WRONG_TYPE),
                    Arguments.of("SEND", send(1).encode(), Kind.WRONG_TYPE),
                    Arguments.of("ACK", frame(4, 16), Kind.WRONG_TYPE),
                    Arguments.of("SENT cut", resized(sent, CUT), Kind.TRUNCATED),
                    Arguments.of("SENT longer", resized(sent, 1), Kind.TRAILING_BYTES),
                    Arguments.of("SENT with a time before 1970", frame(2, 9, 6, 0xff), Kind.OUT_OF_RANGE),
                    Arguments.of("DELIVER cut", frame(3, 55), Kind.TRUNCATED),
                    Arguments.of("DELIVER without blob", frame(3, 56), Kind.OUT_OF_RANGE),
                    Arguments.of("DELIVER above the limit", frame(3, 56 + ApiLimits.MAX_BLOB + 1), Kind.OUT_OF_RANGE),
                    Arguments.of("CHALLENGE cut", frame(5, 71), Kind.TRUNCATED),
                    Arguments.of("CHALLENGE longer", frame(5, 73), Kind.TRAILING_BYTES),
                    Arguments.of("PROOF cut", frame(6, 7), Kind.TRUNCATED),
                    Arguments.of("PROOF longer", frame(6, 9), Kind.TRAILING_BYTES),
                    Arguments.of("PING longer", frame(7, 1), Kind.TRAILING_BYTES),
                    Arguments.of("DRAINED longer", frame(8, 1), Kind.TRAILING_BYTES),
                    Arguments.of("PREKEYS_LOW longer", frame(9, 1), Kind.TRAILING_BYTES));
        }

        private static byte[] frame(int type, int body, int at, int value) {
            byte[] bytes = frame(type, body);
            bytes[at] = (byte) value;
            return bytes;
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("fromClients")
        void fromClient(String name, byte[] bytes, Kind kind) {
            assertRefused(ClientFrame::decode, bytes, kind);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("fromServers")
        void fromServer(String name, byte[] bytes, Kind kind) {
            assertRefused(ServerFrame::decode, bytes, kind);
        }

        private void assertRefused(Function<byte[], ?> decoder, byte[] bytes, Kind kind) {
            assertEquals(
                    kind,
                    assertThrows(MalformedException.class, () -> decoder.apply(bytes))
                            .kind());
        }
    }
}
