/// Statements of authenticators about themselves (WebAuthn, section 6.5), bound to a registration.
@NullMarked
package org.sotto.server.attestation;

import org.jspecify.annotations.NullMarked;
