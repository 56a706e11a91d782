package org.sotto.server.repository;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.sotto.crypto.token.Token;
import org.sotto.crypto.token.TokenKeyPair;
import org.sotto.crypto.token.TokenRequest;

/// What a blind token costs from its request to its being spent, in CPU time of this process. No network.
final class TokenBench {
    private static final int BATCH = 100;
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 40_000;
    private static final int TOKENS = 3_000;

    private final SecureRandom random = new SecureRandom();
    private final byte[] challenge = new byte[32];
    private int next;

    private TokenBench() {}

    public static void main(String[] args) throws Exception {
        TokenBench bench = new TokenBench();
        bench.crypto();
        bench.repository();
    }

    private void crypto() {
        try (TokenKeyPair pair = TokenKeyPair.generate(random)) {
            TokenRequest request = TokenRequest.of(pair.publicKey(), challenge, random);
            byte[] signature = pair.sign(request.blinded(), random);
            byte[] token = request.finish(signature).encode();
            measure("request (client)", () -> TokenRequest.of(pair.publicKey(), challenge, random));
            measure("sign (server)", () -> pair.sign(request.blinded(), random));
            measure("finish (client)", () -> request.finish(signature));
            measure("verify (server)", () -> verify(token, pair));
        }
    }

    private void verify(byte[] token, TokenKeyPair pair) {
        if (!Token.decode(token).isGood(challenge, pair.publicKey())) {
            throw new IllegalStateException("a good token is refused");
        }
    }

    private static void measure(String what, Runnable work) {
        repeat(work); // for the compiler
        long before = cpuNanos();
        repeat(work);
        print(what, cpuNanos() - before, TOKENS);
    }

    private static void repeat(Runnable work) {
        for (int i = 0; i < TOKENS; i++) {
            work.run();
        }
    }

    @FunctionalInterface
    private interface Store {
        CompletableFuture<StoreResult> store(PlainParcel parcel);
    }

    private void repository() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "bench-tokens");
        PlainDatabase database = PlainDatabase.open(folder.resolve("tokens.db"));
        database.addDevices(BATCH);
        Quota quota = new Quota(Integer.MAX_VALUE, Long.MAX_VALUE);
        try (GroupCommit commits = new GroupCommit(database.source(), database.turn, PlainDatabase.meters())) {
            MessageRepository messages = new MessageRepository(commits, database.source(), quota);
            AnonymousRepository anonymous = new AnonymousRepository(commits, quota);
            measure("store, with a session", parcel -> messages.store(parcel, result -> {}));
            measure("store and spend", parcel -> anonymous.send(parcel, payment(next), result -> {}));
            measure("nothing, for a spent token", parcel -> anonymous.send(parcel, payment(0), result -> {}));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Optional<Payment> payment(int id) {
        return Optional.of(new Payment(1, PlainParcel.of(0, id, new byte[0]).tag()));
    }

    private void measure(String what, Store store) {
        send(store, WARM_UP);
        long before = cpuNanos();
        send(store, MEASURED);
        print(what, cpuNanos() - before, MEASURED);
    }

    /// A hundred at a time, which share a commit or two.
    private void send(Store store, int count) {
        for (int sent = 0; sent < count; sent += BATCH) {
            List<CompletableFuture<StoreResult>> results = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                next++;
                results.add(store.store(PlainParcel.of(1 + i, next, new byte[2048])));
            }
            results.forEach(CompletableFuture::join);
        }
    }

    /// Of this process, all threads.
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void print(String what, long nanos, int count) {
        System.out.printf(Locale.ROOT, "%-28s%12.1f us%n", what, nanos / 1e3 / count);
    }
}
