/// The binary frames of `/v1/stream`, for both sides (section "Stream" of docs/api.md).
@NullMarked
package org.sotto.api.frame;

import org.jspecify.annotations.NullMarked;
