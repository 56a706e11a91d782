package org.sotto.bench;

import java.lang.foreign.Arena;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sotto.protocol.FirstBlob;
import org.sotto.protocol.Padding;
import org.sotto.protocol.PaddingStrategy;
import org.sotto.support.Pair;
import org.sotto.support.Party;

/// What the cryptography of one message costs, both sides together, in microseconds of CPU and in units of one X25519
/// by
/// libsodium in the same run. Every operation reads the session from its stored bytes and writes it back, as a client
/// does.
final class CryptoBench {
    private static final int CONTENT = 256;
    private static final int SKIPPED = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final byte[] content = new byte[CONTENT];
    private final Map<String, Double> times = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();

    private CryptoBench() {}

    static void main() {
        new CryptoBench().run();
    }

    private void run() {
        double before = x25519();
        Pair talking = new Pair(random);
        for (int i = 0; i < 3; i++) {
            pass(talking.alice, talking.bob);
            pass(talking.bob, talking.alice);
        }
        times.put("oneway", Stopwatch.microseconds(() -> pass(talking.alice, talking.bob)));
        double round = Stopwatch.microseconds(() -> {
            pass(talking.alice, talking.bob);
            pass(talking.bob, talking.alice);
        });
        times.put("pingpong", round / 2);
        times.put("setup", Stopwatch.microseconds(new Setup(random)::open));
        times.put("setup_sealed", Stopwatch.microseconds(new Setup(random)::sealed));
        times.put("skip1000", skip(talking));
        pass(talking.alice, talking.bob);
        sizes.put("session_bytes", Math.max(talking.alice.session().length, talking.bob.session().length));
        sizes.put("wire_first", firstBlob(new Pair(random)).length);
        sizes.put("wire_steady", talking.alice.send(padded(false)).length);
        report((before + x25519()) / 2);
    }

    /// Not a number without libsodium.
    private static double x25519() {
        try (Arena arena = Arena.ofConfined()) {
            return Libsodium.find(arena)
                    .map(sodium -> Stopwatch.microseconds(sodium::scalarmult))
                    .orElse(Double.NaN);
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
    private double skip(Pair pair) {
        for (int i = 0; i < SKIPPED; i++) {
            pair.alice.send(padded(false));
        }
        byte[] message = pair.alice.send(padded(false));
        Party bob = pair.bob;
        double result = Stopwatch.microseconds(() -> bob.stolen().receive(message));
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

    private void report(double unit) {
        Map<String, String> results = new LinkedHashMap<>();
        results.put("x25519_us", number(unit, "%.1f"));
        times.forEach((name, value) -> {
            results.put(name + "_us", number(value, "%.1f"));
            results.put(name + "_units", number(value / unit, "%.2f"));
        });
        sizes.forEach((name, value) -> results.put(name, value.toString()));
        results.forEach((name, value) -> System.out.printf("%-20s%12s%n", name, value));
        System.out.println(results.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, format, value);
    }
}
