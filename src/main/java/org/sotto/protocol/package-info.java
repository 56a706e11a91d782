/// What is addressed to a server or to a person: blobs, padding, content, contact cards and invitations.
@NullMarked
package org.sotto.protocol;

import org.jspecify.annotations.NullMarked;
