package org.sotto.platform;

import java.util.ArrayList;
import java.util.List;

/// The secrets that this process holds: for tests of who lets go of them.
public final class HeldSecrets {
    private HeldSecrets() {}

    public static int count() {
        return LockedMemory.shared().held();
    }

    /// Leaves no slot in locked memory free until it is closed.
    public static Crowd crowd() {
        List<LockedMemory.Slot> slots = new ArrayList<>();
        for (int i = 0; i <= LockedMemory.SIZE / LockedMemory.SLOT; i++) {
            slots.add(LockedMemory.shared().put(new byte[] {1}));
        }
        return new Crowd(slots);
    }

    /// What takes the place of others.
    public record Crowd(List<LockedMemory.Slot> slots) implements AutoCloseable {
        @Override
        public void close() {
            slots.forEach(LockedMemory.Slot::close);
        }
    }
}
