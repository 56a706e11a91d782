package org.sotto.server.uniform;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.sotto.support.TestServer;

/// What became of a call that a token paid for shows in no status, header, size or time of its answer.
@QuarkusTest
class UniformTicksTest {
    private final TestServer server;
    private final PaidCallings callings;

    UniformTicksTest(TestServer server, PaidCallings callings) {
        this.server = server;
        this.callings = callings;
    }

    @Test
    void noSendTellsWhatBecameOfIt() throws Exception {
        int calls = TickAnswers.calls() + 1;
        Supplier<byte[]> tokens = callings.purse(4 * calls)::next;
        check(
                List.of("stored", "unknown mailbox", "wrong secret", "full mailbox", "spent token", "forged token"),
                List.of(
                        PaidCallings.send(callings.withRoom(calls), tokens),
                        PaidCallings.send(callings.unknown(), tokens),
                        PaidCallings.send(callings.wrongSecret(), tokens),
                        PaidCallings.send(callings.full(), tokens),
                        PaidCallings.send(callings.withRoom(calls), callings.spent()),
                        PaidCallings.send(callings.withRoom(calls), callings.forged())));
    }

    @Test
    void noFetchTellsWhetherItsBundleIsSomebodys() throws Exception {
        int calls = TickAnswers.calls() + 1;
        Supplier<byte[]> tokens = callings.purse(2 * calls)::next;
        Supplier<org.sotto.support.TestMailbox> known = callings.withKeys();
        check(
                List.of("a bundle", "unknown mailbox", "spent token"),
                List.of(
                        PaidCallings.fetch(known, tokens),
                        PaidCallings.fetch(callings.unknown(), tokens),
                        PaidCallings.fetch(known, callings.spent())));
    }

    @Test
    void noSendTellsItAtHalfLoad() throws Exception {
        int calls = TickAnswers.calls() + 1;
        Supplier<byte[]> tokens = callings.purse(2 * calls)::next;
        try (HalfLoad load = HalfLoad.start(server)) {
            check(
                    List.of("stored", "unknown mailbox, at half load"),
                    List.of(
                            PaidCallings.send(callings.withRoom(calls), tokens),
                            PaidCallings.send(callings.unknown(), tokens)));
        }
    }

    private void check(List<String> names, List<Kind> kinds) throws Exception {
        TickAnswers answers = TickAnswers.take(server, kinds);
        List<Executable> checks = new ArrayList<>();
        for (int kind = 1; kind < kinds.size(); kind++) {
            int other = kind;
            checks.add(() -> answers.assertAlike(other, names.getFirst() + " and " + names.get(other)));
        }
        checks.add(answers::assertTelling);
        Assertions.assertAll(checks);
    }

    @Test
    void twoMillisecondsBeforeTheCommitAreFound() throws Exception {
        Kind plain = PaidCallings.send(callings.unknown(), callings.spent());
        TickAnswers.take(server, List.of(plain, connection -> planted(plain.request(connection))))
                .assertDifferent(1, "planted before the commit");
    }

    private static byte[] planted(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        return text.replaceFirst("\r\n", "\r\n" + Planted.HEADER + ": 1\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
