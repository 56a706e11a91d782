/// The command line: one class a command, and a terminal's manners.
@NullMarked
package org.sotto.cli;

import org.jspecify.annotations.NullMarked;
