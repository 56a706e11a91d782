/// What a server has to bear: bytes without sense, a clock that is set back, many who want the same thing at once.
@NullMarked
package org.sotto.server.fault;

import org.jspecify.annotations.NullMarked;
