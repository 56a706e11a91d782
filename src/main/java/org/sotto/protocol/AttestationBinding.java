package org.sotto.protocol;

import java.util.Base64;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Hash;

/// What the statement of an authenticator is bound to: one registration at one server (section 8).
///
/// An authenticator signs an RP ID and a hash of client data. Both are given here, so that a statement that was
/// made for another device, key, person or server is of no use, and one of a website is none either.
public final class AttestationBinding {
    private final byte[] serverId;
    private final byte[] hash;

    /// @param serverId       32 bytes
    /// @param deviceId       32 bytes
    /// @param publicKey      the device's, 32 bytes
    /// @param identityRecord at registration, 129 bytes
    public AttestationBinding(byte[] serverId, byte[] deviceId, byte[] publicKey, byte[] identityRecord) {
        if (serverId.length != 32 || deviceId.length != 32 || publicKey.length != 32 || identityRecord.length != 129) {
            throw new IllegalArgumentException("a part of a registration has another size");
        }
        this.serverId = serverId.clone();
        this.hash = Hash.sha256(Label.ATTESTATION.with(serverId, deviceId, publicKey, identityRecord));
    }

    /// Takes the place of `clientDataHash`, 32 bytes.
    public byte[] clientDataHash() {
        return hash.clone();
    }

    /// The RP ID.
    public String relyingParty() {
        return relyingParty(serverId);
    }

    /// The RP ID of a server: no name of a website has a colon in it.
    public static String relyingParty(byte[] serverId) {
        return "sotto:" + Base64.getUrlEncoder().withoutPadding().encodeToString(serverId);
    }
}
