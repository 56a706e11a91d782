@NullMarked
package org.sotto;

import org.jspecify.annotations.NullMarked;
