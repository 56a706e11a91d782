package org.sotto.transport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.api.PrekeyCount;
import org.sotto.api.ServerInfo;

/// What a client asks of its home server. Every call may throw a [TransportException]; every call may be repeated.
public interface MailboxServer extends AutoCloseable {
    /// The server's description of itself, signed by the identity key that the card or invitation names.
    ServerInfo info();

    /// Registers this device. Used once, before any other call that needs a session.
    ///
    /// @param invitationCode 16 bytes
    /// @param identityRecord 129 bytes
    void register(byte[] invitationCode, byte[] identityRecord);

    /// A valid session token, the stored one or a new one.
    String sessionToken();

    PrekeyCount preKeyCount();

    /// @param signedPreKey   2,902 bytes, or null to keep the present one
    /// @param oneTimePreKeys of 1,668 bytes each, at most 100
    /// @return one-time prekeys that the server now holds
    int putPreKeys(byte @Nullable [] signedPreKey, List<byte[]> oneTimePreKeys);

    /// Puts a new identity in the place of this device's present one; its one-time prekeys are gone.
    ///
    /// @param rotation     298 bytes
    /// @param signedPreKey of the new identity, 2,902 bytes
    void rotateIdentity(byte[] rotation, byte[] signedPreKey);

    /// The prekeys of a mailbox's owner, 4,701 bytes, as the server says: nothing of it is checked here.
    byte[] fetchBundle(byte[] mailbox, byte[] sendSecret);

    /// Makes a mailbox of this device; one that is there already is a success.
    ///
    /// @param sendSecretHash 64 bytes
    /// @param forCard        whether it stands on the card and takes first blobs only
    void createMailbox(byte[] mailbox, byte[] sendSecretHash, boolean forCard);

    /// Returns when the blob is durable at the server.
    ///
    /// @param id 16 bytes; the same id with the same bytes is stored once
    void send(byte[] id, byte[] mailbox, byte[] sendSecret, byte[] blob);

    /// Has numbers signed blindly, 1 to 20 of 256 bytes, by the issuer key of this id (32 bytes).
    ///
    /// @return the signatures, in their order
    List<byte[]> issueTokens(byte[] keyId, List<byte[]> blinded);

    /// A new connection to the same server on which nobody says who it is. The caller closes it.
    AnonymousServer anonymous();

    /// Opens the stream of what waits and what arrives.
    MailboxStream openStream();

    /// Server's clock minus own clock in ms, as seen last; 0 before the first answer.
    long clockSkewMs();

    /// Tells `observer` of each exchange from now on, where this server is reached over a network.
    default void measure(LinkObserver observer) {}

    /// Runs `check` each time before a session is opened or renewed, by a proof or by a fresh token; what it
    /// throws comes out of the call that wanted the session.
    default void beforeRenewal(Runnable check) {}

    @Override
    void close();
}
