/// The operator's settings: `config.json` and the environment, with every key, its default and its rule in one table.
@NullMarked
package org.sotto.server.settings;

import org.jspecify.annotations.NullMarked;
