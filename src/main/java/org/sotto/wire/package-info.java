/// Strict reading and writing of bytes. A leaf: it knows nothing of the rest of the program.
@NullMarked
package org.sotto.wire;

import org.jspecify.annotations.NullMarked;
