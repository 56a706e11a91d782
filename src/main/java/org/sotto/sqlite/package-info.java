/// The one way to an encrypted SQLite file, for the server's database and the client's.
@NullMarked
package org.sotto.sqlite;

import org.jspecify.annotations.NullMarked;
