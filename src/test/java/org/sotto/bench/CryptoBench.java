package org.sotto.bench;

import java.lang.foreign.Arena;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.sotto.protocol.FirstBlob;
import org.sotto.protocol.Padding;
import org.sotto.protocol.PaddingStrategy;
import org.sotto.support.Pair;
import org.sotto.support.Party;

/// What the cryptography of one message costs, both sides together, in microseconds of CPU. Every operation reads the
/// session from its stored bytes and writes it back, as a client does.
final class CryptoBench {
    private static final int CONTENT = 256;
    private static final int SKIPPED = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final byte[] content = new byte[CONTENT];
    private final Map<String, String> results = new LinkedHashMap<>();

    private CryptoBench() {}

    static void main() {
        new CryptoBench().run();
    }

    private void run() {
        results.put("x25519_us", x25519());
        Pair talking = new Pair(random);
        for (int i = 0; i < 3; i++) {
            pass(talking.alice, talking.bob);
            pass(talking.bob, talking.alice);
        }
        time("oneway_us", () -> pass(talking.alice, talking.bob));
        time("pingpong_us", () -> {
            pass(talking.alice, talking.bob);
            pass(talking.bob, talking.alice);
        });
        time("setup_us", new Setup(random)::run);
        results.put("skip1000_us", skip(talking));
        pass(talking.alice, talking.bob);
        put("session_bytes", Math.max(talking.alice.session().length, talking.bob.session().length));
        put("wire_first", firstBlob(new Pair(random)).length);
        put("wire_steady", talking.alice.send(padded(false)).length);
        report();
    }

    private static String x25519() {
        try (Arena arena = Arena.ofConfined()) {
            return Libsodium.find(arena)
                    .map(sodium -> format(Stopwatch.microseconds(sodium::scalarmult)))
                    .orElse("null");
        }
    }

    private void pass(Party from, Party to) {
        byte[] plaintext = to.receive(from.send(padded(false)));
        if (Padding.unpad(plaintext).length != CONTENT) {
            throw new IllegalStateException("another content arrived");
        }
    }

    /// One message that arrives after 1,000 lost ones: derives and stores 1,000 keys of each kind. Only the receiver's
    /// work is timed, and it starts from the same state every time.
    private String skip(Pair pair) {
        for (int i = 0; i < SKIPPED; i++) {
            pair.alice.send(padded(false));
        }
        byte[] message = pair.alice.send(padded(false));
        Party bob = pair.bob;
        String result = format(Stopwatch.microseconds(() -> bob.stolen().receive(message)));
        pair.bob.receive(message);
        return result;
    }

    private byte[] firstBlob(Pair pair) {
        byte[] message = pair.alice.send(padded(true));
        return FirstBlob.seal(
                pair.bobIdentity.record().fingerprint(), pair.bobSigned.record(), pair.envelope, message, random);
    }

    private byte[] padded(boolean first) {
        return Padding.pad(content, PaddingStrategy.BUCKET, first);
    }

    private void time(String name, Runnable operation) {
        results.put(name, format(Stopwatch.microseconds(operation)));
    }

    private void put(String name, int value) {
        results.put(name, Integer.toString(value));
    }

    private static String format(double value) {
        return String.format(java.util.Locale.ROOT, "%.1f", value);
    }

    private void report() {
        results.forEach((name, value) -> System.out.printf("%-16s%12s%n", name, value));
        System.out.println(results.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}")));
    }
}
