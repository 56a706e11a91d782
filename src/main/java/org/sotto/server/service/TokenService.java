package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sotto.api.TokensRequest;
import org.sotto.crypto.token.Token;
import org.sotto.crypto.token.TokenChallenge;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.repository.Payment;
import org.sotto.wire.MalformedException;

/// Issues tokens to devices, and says which ones are good: between the two there is nothing that the server could join.
@Singleton
public final class TokenService {
    private final IssuerKeys issuers;
    private final IssuanceLimit limit;
    private final Pseudonyms pseudonyms;
    private final AuditService audit;
    private final byte[] challengeDigest;

    TokenService(IssuerKeys issuers, IssuanceLimit limit, Pseudonyms pseudonyms, AuditService audit, ServerKeys keys) {
        this.issuers = issuers;
        this.limit = limit;
        this.pseudonyms = pseudonyms;
        this.audit = audit;
        this.challengeDigest = TokenChallenge.digest(keys.serverId());
    }

    /// Blind signatures, in the order of the request.
    ///
    /// @throws RefusedRequest NotFound, Malformed, RateLimited
    public List<byte[]> issue(DeviceSession session, TokensRequest request) {
        Issuer issuer = issuers.live(request.keyId())
                .orElseThrow(() -> new RefusedRequest(new Refusal.NotFound("issuer key at this time")));
        if (!request.blinded().stream().allMatch(issuer.key()::takes)) {
            throw new RefusedRequest(new Refusal.Malformed("blinded: not below the key's modulus"));
        }
        Duration wait = limit.take(session.device(), request.blinded().size());
        if (wait.isPositive()) {
            audit.rateLimited();
            throw new RefusedRequest(new Refusal.RateLimited(wait));
        }
        return issuers.sign(issuer, request.blinded()).join();
    }

    /// What pays, if a good key has signed it. Whether it was spent before, the writer finds out.
    ///
    /// @param presented a token in base64url, whatever it is
    Optional<Payment> check(String presented) {
        return decode(presented)
                .flatMap(token -> issuers.live(token.keyId())
                        .filter(issuer -> token.isGood(challengeDigest, issuer.key()))
                        .map(issuer -> new Payment(issuer.day(), tag(token))));
    }

    private byte[] tag(Token token) {
        return Arrays.copyOf(pseudonyms.tag(Table.SPENT_TOKENS, token.nonce()), 16);
    }

    private static Optional<Token> decode(String presented) {
        try {
            return Optional.of(Token.decode(Base64.getUrlDecoder().decode(presented)));
        } catch (IllegalArgumentException | MalformedException e) {
            return Optional.empty();
        }
    }
}
