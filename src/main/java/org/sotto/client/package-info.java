/// The client library: register, add a person, send, receive, verify. Plain Java; [org.sotto.client.Messenger] is the
/// way in.
@NullMarked
package org.sotto.client;

import org.jspecify.annotations.NullMarked;
