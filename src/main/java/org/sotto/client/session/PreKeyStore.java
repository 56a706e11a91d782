package org.sotto.client.session;

import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.SignedPreKeyPair;

/// The private halves of own prekeys, within one transaction. Whoever asks closes what comes.
public interface PreKeyStore {
    /// Null when the id is not, or no longer, known.
    @Nullable
    SignedPreKeyPair signedPreKey(long id);

    /// The own identity that signed this signed prekey: the present one or an earlier one. Null when the id is not
    /// known.
    @Nullable
    IdentityKeyPair ownerOf(long id);

    /// Null when the id is not, or no longer, known.
    @Nullable
    OneTimePreKeyPair oneTimePreKey(long id);

    void deleteOneTimePreKey(long id);
}
