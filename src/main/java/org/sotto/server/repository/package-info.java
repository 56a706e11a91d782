/// Entities and queries; nothing else sees SQL.
@NullMarked
package org.sotto.server.repository;

import org.jspecify.annotations.NullMarked;
