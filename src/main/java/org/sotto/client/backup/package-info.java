/// What a person keeps outside the profile: the identity, sealed under 24 words.
@NullMarked
package org.sotto.client.backup;

import org.jspecify.annotations.NullMarked;
