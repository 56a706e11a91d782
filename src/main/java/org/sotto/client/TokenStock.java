package org.sotto.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sotto.api.ApiLimits;
import org.sotto.client.store.Settings.Counter;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.token.Token;
import org.sotto.crypto.token.TokenChallenge;
import org.sotto.crypto.token.TokenKey;
import org.sotto.crypto.token.TokenRequest;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// Blind tokens in stock. They are fetched ahead, at times that chance chooses, and rest before they are spent: when
/// somebody fetches must not tell when somebody writes.
final class TokenStock {
    /// A stock of this size is filled up at once.
    static final int LOW = 5;
    /// A stock of this size is not filled up at all.
    static final int FULL = 60;
    /// What was fetched earlier than this is spent first.
    static final long REST_MS = TimeUnit.MINUTES.toMillis(10);

    private static final long SHORTEST_PAUSE_MS = TimeUnit.MINUTES.toMillis(30);
    private static final int LONGEST_MORE_MS = (int) TimeUnit.MINUTES.toMillis(150);

    private final Core core;

    TokenStock(Core core) {
        this.core = core;
    }

    /// The key of an earlier day is not good any more.
    static long firstGoodDay(long nowMs) {
        return IssuerWatch.day(nowMs) - 1;
    }

    /// Whether the server issues tokens today, as far as it has said.
    boolean isOffered() {
        return core.database().transact(this::key).isPresent();
    }

    boolean isEmpty() {
        return core.database().transact(tx -> tx.tokens().count(firstGoodDay(core.correctedNow(tx)))) == 0;
    }

    /// Fetches some if it is time to.
    void topUp(MailboxServer server) {
        if (!core.env().identified() && core.database().transact(this::isDue)) {
            fetch(server);
        }
    }

    private boolean isDue(Transaction tx) {
        if (key(tx).isEmpty()) {
            return false;
        }
        long count = tx.tokens().count(firstGoodDay(core.correctedNow(tx)));
        return count < LOW || (count < FULL && core.now() >= tx.settings().get(Counter.NEXT_TOKENS, 0));
    }

    /// One to spend, fetched now if none is left. Whatever comes of the call that it pays for, it is spent.
    ///
    /// @throws ClientException ServerRefused, if the server gives none
    byte[] take(MailboxServer server) {
        Optional<byte[]> token = take();
        if (token.isEmpty()) {
            fetchNow(server);
            token = take();
        }
        return token.orElseThrow(() -> none(""));
    }

    /// What the server says of tokens says nothing about what they would pay for.
    private void fetchNow(MailboxServer server) {
        try {
            fetch(server);
        } catch (TransportException.Refused e) {
            if (e.status() == 401) {
                throw e;
            }
            throw none(": " + e.code());
        }
    }

    private static ClientException none(String why) {
        return new ClientException.ServerRefused(
                "no-tokens", "the server gives none" + why + "; --identified sends without one");
    }

    private Optional<byte[]> take() {
        return core.database()
                .transact(tx -> tx.tokens().take(firstGoodDay(core.correctedNow(tx)), core.now() - REST_MS));
    }

    private void fetch(MailboxServer server) {
        Optional<TokenKey> key = core.database().transact(this::key);
        if (key.isEmpty()) {
            return;
        }
        long day = core.database().transact(tx -> IssuerWatch.day(core.correctedNow(tx)));
        byte[] digest = TokenChallenge.digest(core.home().serverId());
        List<TokenRequest> requests = new ArrayList<>();
        for (int i = 0; i < ApiLimits.TOKEN_BATCH; i++) {
            requests.add(TokenRequest.of(key.get(), digest, core.env().random()));
        }
        List<byte[]> signatures = server.issueTokens(
                key.get().id(), requests.stream().map(TokenRequest::blinded).toList());
        List<byte[]> tokens = finish(requests, signatures);
        long pause = SHORTEST_PAUSE_MS + core.env().random().nextInt(LONGEST_MORE_MS);
        core.database().change(tx -> {
            tx.tokens().add(day, tokens, core.now());
            tx.settings().set(Counter.NEXT_TOKENS, core.now() + pause);
        });
    }

    private static List<byte[]> finish(List<TokenRequest> requests, List<byte[]> signatures) {
        List<byte[]> tokens = new ArrayList<>();
        try {
            for (int i = 0; i < requests.size(); i++) {
                Token token = requests.get(i).finish(signatures.get(i));
                tokens.add(token.encode());
            }
            return tokens;
        } catch (BadSignatureException e) {
            throw new TransportException.BadAnswer("the server signs tokens with another key than it announces");
        }
    }

    private Optional<TokenKey> key(Transaction tx) {
        return tx.issuers().key(IssuerWatch.day(core.correctedNow(tx))).map(TokenKey::decode);
    }
}
