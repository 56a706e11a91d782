/// Makes a content smaller before it is padded, when that is worth something and harmless. Section 6 of
/// docs/protocol.md. Clients only.
@NullMarked
package org.sotto.protocol.compression;

import org.jspecify.annotations.NullMarked;
