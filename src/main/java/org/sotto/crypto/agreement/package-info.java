/// The handshake that starts a session: X3DH-like Diffie-Hellman together with ML-KEM-1024.
@NullMarked
package org.sotto.crypto.agreement;

import org.jspecify.annotations.NullMarked;
