/// What a native image must be told, held against what the program does (docs/native.md).
@NullMarked
package org.sotto.nativeimage;

import org.jspecify.annotations.NullMarked;
