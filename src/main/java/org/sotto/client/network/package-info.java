/// How good the way to the home server is, from what the client's own requests took.
@NullMarked
package org.sotto.client.network;

import org.jspecify.annotations.NullMarked;
