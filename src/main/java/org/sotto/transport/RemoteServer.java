package org.sotto.transport;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.BundleRequest;
import org.sotto.api.BundleResponse;
import org.sotto.api.IdentityRotationRequest;
import org.sotto.api.MailboxKind;
import org.sotto.api.MailboxRequest;
import org.sotto.api.PrekeyCount;
import org.sotto.api.PrekeyUpload;
import org.sotto.api.PrekeyUploaded;
import org.sotto.api.SendRequest;
import org.sotto.api.SendResponse;
import org.sotto.api.ServerInfo;
import org.sotto.api.TokensRequest;
import org.sotto.api.TokensResponse;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Mac;

/// The home server behind a pinned connection.
public final class RemoteServer implements MailboxServer {
    private final ServerConnection connection;
    private final DeviceCredentials device;
    private final Authentication authentication;
    private final Authentication.ServerClock clock;
    private final Sessions sessions;
    private final RetryAfter retryAfter;

    public RemoteServer(
            ServerConnection connection,
            DeviceCredentials device,
            TokenStore tokens,
            Clock clock,
            SecureRandom random) {
        this.connection = connection;
        this.device = device;
        this.clock = new Authentication.ServerClock(clock);
        this.authentication = new Authentication(connection, device, this.clock, random);
        this.sessions = new Sessions(authentication, tokens, clock);
        this.retryAfter = new RetryAfter(clock, Thread::sleep);
    }

    @Override
    public ServerInfo info() {
        Answer answer = ApiClient.success(exchange(new Call("GET", "/v1/server", null, null)));
        ServerInfo info = ApiClient.decode(answer, ServerInfo.class);
        if (!isSigned(info, answer)) {
            throw new TransportException.BadAnswer("the server is not the one of the card or invitation");
        }
        if (info.time() != null) {
            clock.observe(info.time());
        }
        return info;
    }

    /// The identity key's hash is the server id, and the key has signed the body.
    private boolean isSigned(ServerInfo info, Answer answer) {
        byte[] key = info.identityKey();
        if (key == null || answer.signature() == null || !Mac.equal(Hash.sha256(key), device.serverId())) {
            return false;
        }
        byte[] signature = base64(answer.signature());
        return key.length == Ed25519.KEY
                && signature.length == Ed25519.SIGNATURE
                && Ed25519.verify(key, Label.SERVER_INFO.with(answer.body()), signature);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Override
    public void register(byte[] invitationCode, byte[] identityRecord) {
        authentication.register(invitationCode, identityRecord);
    }

    @Override
    public String sessionToken() {
        return sessions.current().value();
    }

    @Override
    public PrekeyCount preKeyCount() {
        return call("GET", "/v1/prekeys/count", null, PrekeyCount.class);
    }

    @Override
    public int putPreKeys(byte @Nullable [] signedPreKey, List<byte[]> oneTimePreKeys) {
        PrekeyUpload body = new PrekeyUpload(signedPreKey, oneTimePreKeys);
        return call("PUT", "/v1/prekeys", body, PrekeyUploaded.class).oneTimeCount();
    }

    @Override
    public void rotateIdentity(byte[] rotation, byte[] signedPreKey) {
        IdentityRotationRequest body = new IdentityRotationRequest(rotation, signedPreKey);
        withSession(new Call("PUT", "/v1/devices/me/identity", ApiClient.encode(body), null));
    }

    @Override
    public byte[] fetchBundle(byte[] mailbox, byte[] sendSecret) {
        BundleRequest body = new BundleRequest(mailbox, sendSecret);
        byte[] bundle = retryAfter
                .ask(
                        "fetch " + HexFormat.of().formatHex(mailbox),
                        () -> call("POST", "/v1/prekeys/fetch", body, BundleResponse.class))
                .bundle();
        if (bundle == null) {
            throw new TransportException.BadAnswer("the server's answer has no bundle");
        }
        return bundle;
    }

    @Override
    public void createMailbox(byte[] mailbox, byte[] sendSecretHash, boolean forCard) {
        MailboxKind kind = forCard ? MailboxKind.PUBLIC : MailboxKind.CONTACT;
        try {
            withSession(new Call(
                    "POST",
                    "/v1/mailboxes",
                    ApiClient.encode(new MailboxRequest(mailbox, sendSecretHash, kind)),
                    null));
        } catch (TransportException.Refused e) {
            if (!e.code().equals("already-exists")) {
                throw e;
            }
        }
    }

    @Override
    public void send(byte[] id, byte[] mailbox, byte[] sendSecret, byte[] blob) {
        SendRequest body = new SendRequest(id, mailbox, sendSecret, blob);
        SendResponse response = retryAfter.ask(
                "send " + HexFormat.of().formatHex(mailbox),
                () -> call("POST", "/v1/messages", body, SendResponse.class));
        if (!SendResponse.ENQUEUED.equals(response.status())) {
            throw new TransportException.BadAnswer("the server does not say that it has stored the message");
        }
    }

    @Override
    public List<byte[]> issueTokens(byte[] keyId, List<byte[]> blinded) {
        TokensRequest body = new TokensRequest(keyId, blinded);
        List<byte[]> signatures =
                call("POST", "/v1/tokens", body, TokensResponse.class).signatures();
        if (signatures == null || signatures.size() != blinded.size() || signatures.contains(null)) {
            throw new TransportException.BadAnswer("the server's answer has not as many tokens as were asked for");
        }
        return signatures;
    }

    @Override
    public AnonymousServer anonymous() {
        return new RemoteAnonymous(connection.another());
    }

    @Override
    public MailboxStream openStream() {
        return sessions.with(token -> StreamConnection.open(connection, token, authentication, clock));
    }

    @Override
    public long clockSkewMs() {
        return clock.skewMs();
    }

    private <T> T call(String method, String path, @Nullable Object body, Class<T> type) {
        return ApiClient.decode(
                withSession(new Call(method, path, body == null ? null : ApiClient.encode(body), null)), type);
    }

    private Answer withSession(Call call) {
        return sessions.with(token -> {
            Answer answer = ApiClient.success(exchange(call.as(token.value())));
            if (answer.sessionToken() != null) {
                sessions.renewed(answer.sessionToken());
            }
            return answer;
        });
    }

    private Answer exchange(Call call) {
        try {
            return connection.exchange(call);
        } catch (ServerConnection.ConnectionReplaced e) {
            throw new TransportException.Unreachable("the server closes the connection");
        }
    }

    /// The session token: stored, renewed by the server, or got by a proof.
    private static final class Sessions {
        /// A token is not used in the last seconds of its life: an answer may take as long.
        private static final long MARGIN_MS = 15_000;

        private final Authentication authentication;
        private final TokenStore store;
        private final Clock clock;

        Sessions(Authentication authentication, TokenStore store, Clock clock) {
            this.authentication = authentication;
            this.store = store;
            this.clock = clock;
        }

        synchronized SessionToken current() {
            SessionToken token = store.load();
            if (token == null || token.expiryMs() - MARGIN_MS < clock.millis()) {
                token = authentication.openSession();
                store.save(token);
            }
            return token;
        }

        synchronized void renewed(String value) {
            authentication.selfCheck();
            store.save(new SessionToken(value, clock.millis() + ApiLimits.SESSION_SECONDS * 1000L));
        }

        /// Runs with a token; when the server does not know it any more, once again with a new one.
        <T> T with(Function<SessionToken, T> work) {
            try {
                return work.apply(current());
            } catch (TransportException.Refused e) {
                if (e.status() != 401) {
                    throw e;
                }
                store.save(null);
                return work.apply(current());
            }
        }
    }

    @Override
    public void measure(LinkObserver observer) {
        connection.measure(observer);
    }

    @Override
    public void beforeRenewal(Runnable check) {
        authentication.beforeRenewal(check);
    }

    @Override
    public void close() {
        connection.close();
    }
}
