/// Refusals as problem+json: the only place that knows status codes.
@NullMarked
package org.sotto.server.resource.error;

import org.jspecify.annotations.NullMarked;
