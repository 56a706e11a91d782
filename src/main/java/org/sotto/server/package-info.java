/// The server: it stores and forwards blobs that it cannot decrypt.
@NullMarked
package org.sotto.server;

import org.jspecify.annotations.NullMarked;
