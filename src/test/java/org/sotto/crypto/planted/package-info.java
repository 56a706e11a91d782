/// Violations on purpose: the control of the architecture test.
@org.jspecify.annotations.NullMarked
package org.sotto.crypto.planted;
