/// What two people compare to know that nobody stands between them.
@NullMarked
package org.sotto.crypto.fingerprint;

import org.jspecify.annotations.NullMarked;
