/// What the operating system does for a process and Java does not offer, through java.lang.foreign.
@NullMarked
package org.sotto.platform;

import org.jspecify.annotations.NullMarked;
