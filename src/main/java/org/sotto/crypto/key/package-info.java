/// Keys as types: secrets that wipe themselves, and the public records that travel.
@NullMarked
package org.sotto.crypto.key;

import org.jspecify.annotations.NullMarked;
