package org.sotto.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A server at half of the load that it is built for (4,500 messages a second, delivered): every message arrives, and
/// once, and what lives on the heap after a collection does not grow.
class SoakIT {
    private static final int RATE = 2_200;
    private static final int BLOB = 2_048;
    private static final int SECONDS = Boolean.getBoolean("sotto.long") ? 3_600 : 120;
    /// What lives is looked at after each of these parts; the first is the server's warm-up.
    private static final int PARTS = 6;
    private static final double GROWTH = 1.1;
    private static final int END_S = 60;
    /// Each of the 200 sessions, which last 15 minutes, in 10.
    private static final int RENEWAL_MS = 3_000;

    @Test
    void nothingIsLostOrDoubledAndTheHeapStaysAsItIs() throws Exception {
        try (ServerProcess server = ServerProcess.start();
                Crowd crowd = Crowd.register(server)) {
            Load load = new Load(true);
            List<BenchStream> receiving = crowd.connectRecipients(load);
            List<BenchStream> sending = crowd.connectSenders(load, BLOB, receiving);
            long turns = crowd.generator().pace(sending, RATE);
            List<BenchStream> all =
                    Stream.concat(sending.stream(), receiving.stream()).toList();
            long renewals = crowd.generator().renew(all, RENEWAL_MS);
            List<Long> live = new ArrayList<>();
            for (int part = 0; part < PARTS; part++) {
                Crowd.rest(SECONDS / PARTS);
                live.add(server.liveKib());
            }
            crowd.generator().cancel(turns);
            crowd.generator().cancel(renewals);
            for (int i = 0; i < END_S && load.ledger().onTheWay() > 0; i++) {
                Crowd.rest(1);
            }
            all.forEach(BenchStream::close);
            System.out.println("soak of " + SECONDS + " s: " + load.total() + " messages delivered, " + load.lateCount()
                    + " turns left out, " + load.renewedCount() + " sessions renewed; KiB that live: " + live);
            assertEquals(0, load.ledger().onTheWay(), "lost");
            assertEquals(0, load.ledger().unexpected(), "doubled");
            assertTrue(load.total() > RATE * SECONDS / 10, "hardly a load: " + load.total());
            assertTrue(load.renewedCount() > SECONDS / 6, "sessions were not renewed: " + load.renewedCount());
            assertTrue(live.getLast() < GROWTH * live.get(1), "the heap grows: " + live);
        }
    }
}
