package org.sotto.platform;

/// The child of [LockedMemoryTest]: a program that holds a secret where the JVM grants no native access.
final class ProtectionChild {
    private ProtectionChild() {}

    public static void main(String[] arguments) {
        CoreDumps.forbid();
        try (LockedMemory.Slot slot = LockedMemory.shared().put(new byte[] {1, 2})) {
            System.out.println(slot.isOffHeap() + " " + slot.copy()[1] + " "
                    + MemoryProtection.now().text());
        }
    }
}
