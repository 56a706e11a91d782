package org.sotto.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The controls of [SoakIT]: a message that is lost, one that comes twice, and one that nobody sent.
class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void whatArrivesOnceIsInOrder() {
        ledger.sent(1, 2);
        ledger.sent(1, 3);
        ledger.arrived(1, 3);
        ledger.arrived(1, 2);
        assertEquals(0, ledger.onTheWay());
        assertEquals(0, ledger.unexpected());
    }

    @Test
    void aLostOneStaysOnItsWay() {
        ledger.sent(1, 2);
        ledger.sent(2, 1);
        ledger.arrived(1, 2);
        assertEquals(1, ledger.onTheWay());
    }

    @Test
    void aDoubledOneAndAForeignOneAreFound() {
        ledger.sent(1, 2);
        ledger.arrived(1, 2);
        ledger.arrived(1, 2);
        ledger.arrived(7, 7);
        assertEquals(2, ledger.unexpected());
    }
}
