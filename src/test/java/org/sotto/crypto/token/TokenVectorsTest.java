package org.sotto.crypto.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.primitive.Hash;
import org.sotto.support.ScriptedRandom;
import org.sotto.support.SeededRandom;
import org.sotto.support.Vectors;
import org.sotto.wire.ByteWriter;

/// RFC 9578, appendix B: issuance of tokens of type 2.
final class TokenVectorsTest {
    private final SeededRandom random = new SeededRandom(9578);

    @TestFactory
    Stream<DynamicTest> theRfcsTokensComeOut() {
        return TokenKeys.RFC.all("cases").stream()
                .map(each -> DynamicTest.dynamicTest(each.text("nonce"), () -> check(each)));
    }

    private void check(Vectors each) {
        try (TokenKeyPair issuer = TokenKeyPair.decode(TokenKeys.stored())) {
            TokenKeys.RFC.check("pkS", issuer.publicKey().encode());
            byte[] digest = Hash.sha256(each.bytes("token_challenge"));
            ScriptedRandom draws = each.draws("nonce", "salt", "blind");
            TokenRequest request = TokenRequest.of(issuer.publicKey(), digest, draws);
            draws.assertSpent();
            each.check("token_request", encoded(issuer.publicKey(), request));
            byte[] response = issuer.sign(request.blinded(), random);
            each.check("token_response", response);
            Token token = request.finish(response);
            each.check("token", token.encode());
            assertTrue(Token.decode(each.bytes("token")).isGood(digest, issuer.publicKey()));
        }
    }

    /// The RFC's TokenRequest names the key by the last byte of its id; the API here names it in full.
    private static byte[] encoded(TokenKey key, TokenRequest request) {
        return new ByteWriter(259)
                .u16(Token.TYPE)
                .u8(key.id()[31] & 0xff)
                .bytes(request.blinded())
                .toByteArray();
    }

    @Test
    void aTokenIsGoodForItsChallengeAndKeyOnly() {
        Vectors one = TokenKeys.RFC.all("cases").getFirst();
        byte[] digest = Hash.sha256(one.bytes("token_challenge"));
        TokenKey key = TokenKey.decode(TokenKeys.RFC.bytes("pkS"));
        assertTrue(Token.decode(one.bytes("token")).isGood(digest, key), "the control");
        assertFalse(Token.decode(one.bytes("token")).isGood(Hash.sha256(digest), key), "another challenge");
        for (int at : new int[] {2, 34, 66, 98, 353}) {
            byte[] altered = one.bytes("token");
            altered[at] ^= 1;
            assertFalse(Token.decode(altered).isGood(digest, key), "altered at " + at);
        }
        try (TokenKeyPair other = TokenKeyPair.generate(random)) {
            assertFalse(Token.decode(one.bytes("token")).isGood(digest, other.publicKey()), "another key");
            TokenRequest request = TokenRequest.of(key, digest, random);
            byte[] wrong = other.sign(new byte[256], random);
            assertThrows(BadSignatureException.class, () -> request.finish(wrong), "signed by another key");
        }
    }

    @Test
    void theChallengeOfAServerNamesItAlone() {
        byte[] id = new byte[32];
        id[0] = (byte) 0xab;
        byte[] challenge = new ByteWriter(71)
                .bytes(new byte[] {0, 2, 0, 64})
                .bytes(("ab" + "00".repeat(31)).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .bytes(new byte[] {0, 0, 0})
                .toByteArray();
        assertArrayEquals(Hash.sha256(challenge), TokenChallenge.digest(id));
    }

    @Test
    void aKeyIsKnownByItsEncoding() {
        TokenKey key = TokenKey.decode(TokenKeys.RFC.bytes("pkS"));
        assertArrayEquals(Hash.sha256(TokenKeys.RFC.bytes("pkS")), key.id());
        assertEquals(key, TokenKey.decode(key.encode()));
        assertEquals("TokenKey[ca572f89]", key.toString());
    }
}
