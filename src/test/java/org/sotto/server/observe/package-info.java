/// What the server tells its operator, and that nothing of its users is in it.
@NullMarked
package org.sotto.server.observe;

import org.jspecify.annotations.NullMarked;
