/// Proofs that a device gives to its server, bound to the TLS connection that they travel on.
@NullMarked
package org.sotto.crypto.proof;

import org.jspecify.annotations.NullMarked;
