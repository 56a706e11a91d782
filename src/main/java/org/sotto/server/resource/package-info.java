/// REST and WebSocket endpoints.
@NullMarked
package org.sotto.server.resource;

import org.jspecify.annotations.NullMarked;
