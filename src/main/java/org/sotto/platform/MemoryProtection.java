package org.sotto.platform;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How well this process keeps its secrets out of swap space and core dumps, as `sotto status` tells it.
///
/// @param unlocked why long-lived secrets are not in locked memory, or null
/// @param dumpable why core dumps are not kept away, or null
public record MemoryProtection(
        @Nullable String unlocked, @Nullable String dumpable) {
    /// As things stand now.
    public static MemoryProtection now() {
        return new MemoryProtection(LockedMemory.shared().problem(), CoreDumps.problem());
    }

    public boolean isLocked() {
        return unlocked == null;
    }

    /// Whether there is nothing to complain of.
    public boolean isFull() {
        return isLocked() && dumpable == null;
    }

    /// `locked`, or `not locked: why`; then what there is to say of core dumps.
    public String text() {
        String lock = isLocked() ? "locked" : "not locked: " + unlocked;
        return Stream.of(lock, dumpable).filter(Objects::nonNull).collect(Collectors.joining("; "));
    }
}
