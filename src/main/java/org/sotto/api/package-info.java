/// The JSON contract that server and client share: records, constraints and one Jackson configuration.
@NullMarked
package org.sotto.api;

import org.jspecify.annotations.NullMarked;
