/// The profile folder: key slots, device key, the key of the database and the reserved area.
@NullMarked
package org.sotto.client.vault;

import org.jspecify.annotations.NullMarked;
