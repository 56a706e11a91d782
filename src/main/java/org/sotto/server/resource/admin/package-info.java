/// The management interface on loopback.
@NullMarked
package org.sotto.server.resource.admin;

import org.jspecify.annotations.NullMarked;
