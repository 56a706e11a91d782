/// The server's own keys and its certificate.
@NullMarked
package org.sotto.server.certificate;

import org.jspecify.annotations.NullMarked;
