package org.sotto.server.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void anIpv4AddressCountsWholeAndAnIpv6OneByItsNetwork() {
        assertArrayEquals(new byte[] {(byte) 192, 0, 2, 1}, Addresses.of("192.0.2.1"));
        assertArrayEquals(Addresses.of("2001:db8::1"), Addresses.of("2001:db8::ffff:1"));
        assertFalse(Arrays.equals(Addresses.of("2001:db8::1"), Addresses.of("2001:db8:0:1::1")));
    }

    @Test
    void aNameIsNotLookedUp() {
        assertEquals(0, Addresses.of("localhost").length);
    }
}
