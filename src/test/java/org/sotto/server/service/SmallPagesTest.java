package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SmallPagesTest {
    private final List<Integer> asked = new ArrayList<>();

    /// Row n of the backlog is n; there are 100, all of this size.
    private SmallPages pages(int blob) {
        return new SmallPages((device, after, limit) -> {
            asked.add(limit);
            List<Delivery> messages = LongStream.rangeClosed(after + 1, Math.min(100, after + limit))
                    .mapToObj(row -> new Delivery(row, new byte[16], new byte[32], 0, new byte[blob]))
                    .toList();
            return new Deliveries(messages, after + limit < 100);
        });
    }

    @Test
    void everyMessageComesOnceAndNoPageIsLargerThan256KiB() {
        SmallPages pages = pages(60 << 10);
        long position = 0;
        Deliveries page;
        do {
            page = pages.page(7, position, Subscription.PAGE);
            assertEquals(position + 1, page.messages().getFirst().row());
            position = page.messages().getLast().row();
            assertTrue(page.messages().size() <= 4);
        } while (page.more());
        assertEquals(100, position);
        assertTrue(asked.stream().skip(1).allMatch(limit -> limit <= 8), "little is read twice");
    }

    @Test
    void aBlobThatIsLargerIsAPageOfItsOwn() {
        Deliveries page = pages(SmallPages.BYTES + 1).page(7, 0, Subscription.PAGE);
        assertEquals(1, page.messages().size());
        assertTrue(page.more());
    }

    @Test
    void smallMessagesComeInFullPages() {
        Deliveries page = pages(2048).page(7, 0, Subscription.PAGE);
        assertEquals(Subscription.PAGE, page.messages().size());
    }
}
