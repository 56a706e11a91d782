package org.sotto.crypto.key;

/// The one door through which the bytes of a secret come out. Its callers are listed in `ArchitectureTest`.
public final class SecretAccess {
    private SecretAccess() {}

    /// The live array behind the secret, not a copy: read it, do not keep it, do not change it.
    public static byte[] bytes(SecretBytes secret) {
        return secret.bytes();
    }
}
