/// The operator's side of a running server: a client of its management interface.
@NullMarked
package org.sotto.operator;

import org.jspecify.annotations.NullMarked;
