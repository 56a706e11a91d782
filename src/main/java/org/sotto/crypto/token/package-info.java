/// Blind tokens: proof of a right to send that says nothing about whose it is (section 9 of docs/protocol.md).
@NullMarked
package org.sotto.crypto.token;

import org.jspecify.annotations.NullMarked;
