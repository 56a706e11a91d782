/// Sessions with contacts: which one is used, when a new one starts, and how blobs are made and opened with them.
/// Storage is behind ports.
@NullMarked
package org.sotto.client.session;

import org.jspecify.annotations.NullMarked;
