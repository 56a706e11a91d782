/// The recorder that runs inside the recorded program.
@NullMarked
package org.sotto.nativeimage.agent;

import org.jspecify.annotations.NullMarked;
