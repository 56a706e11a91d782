package org.sotto.server.uniform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;

/// What became of a call that a token paid for shows in no status, header, size or time of its answer. The last kind of
/// each comparison is planted two milliseconds later before the commit, and is found; on a machine too busy for
/// that the short run is given up, since it shows nothing then.
@QuarkusTest
class UniformTicksTest {
    private final TestServer server;
    private final PaidCallings callings;

    UniformTicksTest(TestServer server, PaidCallings callings) {
        this.server = server;
        this.callings = callings;
    }

    @Test
    void noSendTellsWhatBecameOfItAtRest() throws Exception {
        Purse purse = callings.purse(4);
        Map<String, Kind> kinds = stored(purse);
        kinds.put("full mailbox", PaidCallings.send(callings.full(), purse::next));
        if (TickAnswers.LONG) {
            kinds.put("wrong secret", PaidCallings.send(callings.wrongSecret(), purse::next));
            kinds.put("forged token", PaidCallings.send(callings.withRoom(), callings.forged()));
        }
        kinds.put("spent token", PaidCallings.send(callings.withRoom(), callings.spent()));
        check(kinds, purse, "at rest");
    }

    @Test
    void noSendTellsWhatBecameOfItAtHalfLoad() throws Exception {
        Purse purse = callings.purse(3);
        try (HalfLoad load = HalfLoad.start(server)) {
            check(stored(purse), purse, "at half load");
        }
    }

    private Map<String, Kind> stored(Purse purse) throws IOException {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("stored", PaidCallings.send(callings.withRoom(), purse::next));
        kinds.put("unknown mailbox", PaidCallings.send(callings.unknown(), purse::next));
        return kinds;
    }

    @Test
    void noFetchTellsWhetherItsBundleIsSomebodys() throws Exception {
        Purse purse = callings.purse(2);
        Supplier<TestMailbox> known = callings.withKeys();
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("a bundle", PaidCallings.fetch(known, purse::next));
        kinds.put("unknown mailbox", PaidCallings.fetch(callings.unknown(), purse::next));
        kinds.put("spent token", PaidCallings.fetch(known, callings.spent()));
        check(kinds, purse, "at rest");
    }

    private void check(Map<String, Kind> kinds, Purse purse, String when) throws Exception {
        kinds.put("planted", planted(List.copyOf(kinds.values()).getLast()));
        List<String> names = List.copyOf(kinds.keySet());
        TickAnswers answers = TickAnswers.take(server, List.copyOf(kinds.values()), purse);
        List<Executable> checks = new ArrayList<>();
        for (int kind = 1; kind < names.size(); kind++) {
            boolean control = kind == names.size() - 1;
            boolean different = answers.isDifferent(kind);
            String figures = "%s and %s, %s: %s".formatted(names.get(0), names.get(kind), when, answers.figures(kind));
            System.out.println(figures);
            checks.add(
                    control
                            ? () -> assertTrue(different || !TickAnswers.LONG, figures)
                            : () -> assertFalse(different, figures));
        }
        Assertions.assertAll(checks);
        assumeTrue(answers.isDifferent(names.size() - 1), "too busy a machine to show two milliseconds");
    }

    private static Kind planted(Kind plain) {
        return connection -> {
            String text = new String(plain.request(connection), StandardCharsets.ISO_8859_1);
            return text.replaceFirst("\r\n", "\r\n" + Planted.HEADER + ": 1\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        };
    }
}
