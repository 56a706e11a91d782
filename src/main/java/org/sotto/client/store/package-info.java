/// The encrypted local database: each operation loads, works and commits in one transaction, and keeps nothing in
/// memory between two of them, so that two processes may use one profile.
@NullMarked
package org.sotto.client.store;

import org.jspecify.annotations.NullMarked;
