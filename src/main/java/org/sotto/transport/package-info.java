/// Connections to a server: pinned TLS 1.3, the JSON calls, device authentication bound to the channel, and the stream.
@NullMarked
package org.sotto.transport;

import org.jspecify.annotations.NullMarked;
