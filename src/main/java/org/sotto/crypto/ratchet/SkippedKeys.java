package org.sotto.crypto.ratchet;

import java.util.List;
import java.util.Optional;

/// The stored keys of one session, as the ratchet reads them; the store implements it. Reading changes nothing.
///
/// A decrypt looks up at most one row of each kind, and asks for the oldest ones only when a limit is passed.
public interface SkippedKeys {
    /// Stored keys of each kind in a session, at most: about 160 kB.
    int MAX_STORED = 2_000;

    /// Age at which a stored key is given up: 30 days, in milliseconds.
    long MAX_AGE_MS = 30L * 24 * 60 * 60 * 1000;

    /// A row, with a copy of its key that the ratchet wipes after use.
    Optional<SkippedKey> find(SkippedKey.Id id);

    /// The first `count` rows of a kind in the order of (chain, index), both ascending.
    List<SkippedKey.Id> oldest(SkippedKey.Kind kind, int count);

    /// Every row that was stored before `timeMs` (milliseconds since the epoch), in any order.
    List<SkippedKey.Id> storedBefore(long timeMs);
}
