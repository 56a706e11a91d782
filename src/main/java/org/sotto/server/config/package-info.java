/// Settings, the data folder, and what must be in order before the server starts.
@NullMarked
package org.sotto.server.config;

import org.jspecify.annotations.NullMarked;
