/// Use cases and their transactions.
@NullMarked
package org.sotto.server.service;

import org.jspecify.annotations.NullMarked;
