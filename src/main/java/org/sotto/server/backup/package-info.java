@NullMarked
package org.sotto.server.backup;

import org.jspecify.annotations.NullMarked;
