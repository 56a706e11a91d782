/// The cryptographic engine: pure functions and value types, no input or output, no framework.
@NullMarked
package org.sotto.crypto;

import org.jspecify.annotations.NullMarked;
