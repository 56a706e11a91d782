/// Who is calling: channels, session tokens, and the filters around them.
@NullMarked
package org.sotto.server.security;

import org.jspecify.annotations.NullMarked;
