/// The triple ratchet: a double ratchet with encrypted headers and a continuous post-quantum key agreement, combined
/// for every message. Pure functions of state and message; no clock, no store.
@NullMarked
package org.sotto.crypto.ratchet;

import org.jspecify.annotations.NullMarked;
