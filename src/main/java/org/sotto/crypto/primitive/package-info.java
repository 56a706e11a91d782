/// The primitives, and the only users of JCA ciphers, Bouncy Castle and other cryptographic libraries. Plain byte
/// arrays in and out; key types stand above, in `crypto.key`.
@NullMarked
package org.sotto.crypto.primitive;

import org.jspecify.annotations.NullMarked;
