package org.sotto.support;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.sotto.api.ServerInfo;
import org.sotto.api.TokensRequest;
import org.sotto.api.TokensResponse;
import org.sotto.crypto.token.Token;
import org.sotto.crypto.token.TokenChallenge;
import org.sotto.crypto.token.TokenKey;
import org.sotto.crypto.token.TokenRequest;

/// Blind tokens of the running server, and calls that are paid with them: inject it.
@Singleton
public class TestTokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestServer server;
    private final Rest rest;

    TestTokens(TestServer server, Rest rest) {
        this.server = server;
        this.rest = rest;
    }

    /// The key of today. A server makes its first one while it starts: it is asked until it has.
    public TokenKey key() {
        List<org.sotto.api.IssuerKey> keys = announced();
        for (int i = 0; keys.isEmpty() && i < 5_000; i++) {
            keys = announced();
        }
        return TokenKey.decode(keys.getFirst().key());
    }

    private List<org.sotto.api.IssuerKey> announced() {
        return rest.stranger().get("/v1/server").as(ServerInfo.class).issuerKeys();
    }

    /// Tokens that were not spent yet, at most 20.
    public List<Token> of(Person person, int count) {
        TokenKey key = key();
        List<TokenRequest> requests = requests(key, count);
        Response response = ask(person, key, requests);
        response.then().statusCode(200);
        List<byte[]> signatures = response.as(TokensResponse.class).signatures();
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add(requests.get(i).finish(signatures.get(i)));
        }
        return tokens;
    }

    public Token one(Person person) {
        return of(person, 1).getFirst();
    }

    public List<TokenRequest> requests(TokenKey key, int count) {
        byte[] digest = TokenChallenge.digest(server.serverId());
        List<TokenRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(TokenRequest.of(key, digest, RANDOM));
        }
        return requests;
    }

    public Response ask(Person person, TokenKey key, List<TokenRequest> requests) {
        List<byte[]> blinded = requests.stream().map(TokenRequest::blinded).toList();
        return person.call().body(new TokensRequest(key.id(), blinded)).post("/v1/tokens");
    }

    /// A call that this token pays for.
    public RequestSpecification paid(Token token) {
        return paid(token.encode());
    }

    public RequestSpecification paid(byte[] token) {
        return rest.stranger().header("Authorization", authorization(token));
    }

    /// The header of a call that is paid with this.
    public static String authorization(byte[] token) {
        return "PrivateToken token=\"" + Base64.getUrlEncoder().encodeToString(token) + "\"";
    }
}
