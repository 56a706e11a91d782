package org.sotto.transport;

import org.sotto.api.BundleRequest;
import org.sotto.api.BundleResponse;
import org.sotto.api.SendRequest;
import org.sotto.api.SendResponse;

/// The home server behind a pinned connection that shows tokens and nothing else: no session token, and a TLS context
/// of its own, so that nothing of an earlier connection is resumed.
final class RemoteAnonymous implements AnonymousServer {
    private final ServerConnection connection;

    RemoteAnonymous(ServerConnection connection) {
        this.connection = connection;
    }

    @Override
    public void send(byte[] token, byte[] id, byte[] mailbox, byte[] sendSecret, byte[] blob) {
        SendRequest body = new SendRequest(id, mailbox, sendSecret, blob);
        SendResponse response = call("/v1/messages", body, token, SendResponse.class);
        if (!SendResponse.ACCEPTED.equals(response.status())) {
            throw new TransportException.BadAnswer("the server does not say that it has accepted the message");
        }
    }

    @Override
    public byte[] fetchBundle(byte[] token, byte[] mailbox, byte[] sendSecret) {
        BundleRequest body = new BundleRequest(mailbox, sendSecret);
        byte[] bundle =
                call("/v1/prekeys/fetch", body, token, BundleResponse.class).bundle();
        if (bundle == null) {
            throw new TransportException.BadAnswer("the server's answer has no bundle");
        }
        return bundle;
    }

    private <T> T call(String path, Object body, byte[] token, Class<T> type) {
        Call call = new Call("POST", path, ApiClient.encode(body), null).paidWith(token);
        try {
            return ApiClient.decode(connection.exchange(call), type);
        } catch (ServerConnection.ConnectionReplaced e) {
            throw new TransportException.Unreachable("the server closes the connection");
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
