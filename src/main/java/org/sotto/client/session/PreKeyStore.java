package org.sotto.client.session;

import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.SignedPreKeyPair;

/// The private halves of own prekeys, within one transaction. Whoever asks closes the pair.
public interface PreKeyStore {
    /// Null when the id is not, or no longer, known.
    @Nullable
    SignedPreKeyPair signedPreKey(long id);

    /// Null when the id is not, or no longer, known.
    @Nullable
    OneTimePreKeyPair oneTimePreKey(long id);

    void deleteOneTimePreKey(long id);
}
