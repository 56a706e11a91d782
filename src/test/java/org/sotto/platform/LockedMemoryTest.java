package org.sotto.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.support.ChildJvm;

/// What the kernel says of the slab, and what becomes of secrets that find no place in it.
class LockedMemoryTest {
    private final LockedMemory memory = new LockedMemory(2);

    @Test
    void givesBackWhatWasPutUntilItIsClosed() {
        LockedMemory.Slot slot = memory.put(new byte[] {1, 2, 3});
        assertTrue(slot.isOffHeap());
        assertArrayEquals(new byte[] {1, 2, 3}, slot.copy());
        slot.close();
        assertThrows(IllegalStateException.class, slot::copy);
    }

    @Test
    void closingWipesAndFreesTheSlot() {
        LockedMemory.Slot first = memory.put(new byte[] {7, 7});
        MemorySegment place = first.place();
        assertEquals(7, place.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0));
        first.close();
        first.close();
        assertEquals(0, place.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0));
        try (LockedMemory.Slot one = memory.put(new byte[64]);
                LockedMemory.Slot two = memory.put(new byte[64])) {
            assertTrue(one.isOffHeap() && two.isOffHeap(), "both slots are free again, and each once");
        }
    }

    @Test
    void theHeapTakesWhatFindsNoSlotAndItIsTold() {
        String before = memory.problem();
        try (LockedMemory.Slot one = memory.put(new byte[32]);
                LockedMemory.Slot two = memory.put(new byte[32]);
                LockedMemory.Slot three = memory.put(new byte[] {9})) {
            assertTrue(one.isOffHeap() && two.isOffHeap());
            assertFalse(three.isOffHeap());
            assertArrayEquals(new byte[] {9}, three.copy());
            assertNotNull(memory.problem());
        }
        assertEquals(before, memory.problem(), "nothing stands on the heap any more");
        try (LockedMemory.Slot large = memory.put(new byte[LockedMemory.SLOT + 1])) {
            assertFalse(large.isOffHeap());
        }
    }

    /// The control is memory of the same kind that nobody asked the kernel about.
    @Test
    void theKernelKeepsTheSlabInMemoryAndOutOfDumps() throws IOException {
        assumeTrue(memory.problem() == null, "the kernel locks nothing here: " + memory.problem());
        try (LockedMemory.Slot slot = memory.put(new byte[32]);
                Arena arena = Arena.ofConfined()) {
            assertTrue(flags(slot.place()).containsAll(List.of("lo", "dd")), () -> "flags of the slab");
            MemorySegment other = arena.allocate(4L * 1024 * 1024);
            assertFalse(flags(other).contains("lo"));
            assertFalse(flags(other).contains("dd"));
        }
    }

    @Test
    void theWholeSlabIsSmallerThanWhatMayBeLocked() {
        assertTrue(LockedMemory.SIZE <= 64 * 1024);
    }

    @Test
    void theReportSaysWhyInOneLine() {
        assertEquals("locked", new MemoryProtection(null, null).text());
        assertEquals("not locked: a; b", new MemoryProtection("a", "b").text());
        assertFalse(new MemoryProtection(null, "b").isFull());
        assertTrue(new MemoryProtection(null, "b").isLocked());
    }

    @Test
    void aRefusalIsToldWithItsNumber() {
        assumeTrue(memory.problem() == null, "the kernel locks nothing here: " + memory.problem());
        assertEquals("mlock was refused (errno 12)", LinuxCall.MLOCK.attempt(0, 4096), "nothing is mapped at 0");
    }

    @Test
    void withoutNativeAccessSecretsAreHeldUnlocked() throws Exception {
        assertChildSays(
                "--illegal-native-access=deny",
                "true 2 not locked: mlock needs --enable-native-access=ALL-UNNAMED;"
                        + " prctl needs --enable-native-access=ALL-UNNAMED");
    }

    /// As a native image that was built without them: the JDK, told that it does not know this platform's calls.
    @Test
    void whereNoForeignCallCanBeMadeSecretsAreHeldUnlocked() throws Exception {
        assertChildSays(
                "-Djdk.internal.foreign.CABI=UNSUPPORTED",
                "true 2 not locked: mlock needs foreign calls, which this runtime does not make;"
                        + " prctl needs foreign calls, which this runtime does not make");
    }

    private static void assertChildSays(String option, String line) throws Exception {
        try (ChildJvm child = ChildJvm.start(List.of(option), ProtectionChild.class)) {
            assertEquals(List.of(line), child.readLines());
            assertEquals(0, child.exitCode());
        }
    }

    /// VmFlags of the mapping that holds a segment.
    private static List<String> flags(MemorySegment segment) throws IOException {
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                String[] range = line.substring(0, line.indexOf(' ')).split("-");
                inside = Long.compareUnsigned(Long.parseUnsignedLong(range[0], 16), segment.address()) <= 0
                        && Long.compareUnsigned(segment.address(), Long.parseUnsignedLong(range[1], 16)) < 0;
            } else if (inside && line.startsWith("VmFlags:")) {
                return List.of(line.substring("VmFlags:".length()).trim().split(" "));
            }
        }
        throw new IllegalStateException("no mapping holds the segment");
    }
}
