/// Helpers of many tests.
@NullMarked
package org.sotto.support;

import org.jspecify.annotations.NullMarked;
