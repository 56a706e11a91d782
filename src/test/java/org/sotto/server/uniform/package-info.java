/// Whoever has not proved a right gets answers that do not tell what the server found (docs/protocol.md, section 7).
@NullMarked
package org.sotto.server.uniform;

import org.jspecify.annotations.NullMarked;
