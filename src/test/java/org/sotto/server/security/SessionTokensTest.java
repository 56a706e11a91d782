package org.sotto.server.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.jwt.algorithm.ContentEncryptionAlgorithm;
import io.smallrye.jwt.algorithm.KeyEncryptionAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;
import org.sotto.server.service.DeviceSession;

class SessionTokensTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final DeviceSession session = new DeviceSession(7, new byte[32], now, now.plus(Duration.ofMinutes(15)));

    @TempDir
    Path temp;

    private DataFolder folder;
    private ServerKeys keys;
    private SessionTokens tokens;

    @BeforeEach
    void open() {
        folder = DataFolder.open(temp.resolve("data"));
        keys = ServerKeys.open(folder, Optional.empty(), new SecureRandom());
        tokens = new SessionTokens(keys, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        keys.close();
        folder.close();
    }

    @Test
    void aTokenSaysWhatWasPutIn() {
        SessionTokens.Claims claims = tokens.verify(tokens.issue(session)).orElseThrow();
        assertArrayEquals(new byte[32], claims.deviceId());
        assertEquals(session.issuedAt(), claims.issuedAt());
        assertEquals(session.expiresAt(), claims.expiresAt());
    }

    @Test
    void aTokenEndsAtItsExpiry() {
        String token = tokens.issue(session);
        Clock justBefore = Clock.fixed(session.expiresAt().minusMillis(1), ZoneOffset.UTC);
        Clock then = Clock.fixed(session.expiresAt(), ZoneOffset.UTC);
        assertTrue(new SessionTokens(keys, justBefore).verify(token).isPresent());
        assertTrue(new SessionTokens(keys, then).verify(token).isEmpty());
    }

    @Test
    void aTokenOfThePastIsRefusedByTheLibraryToo() {
        Instant past = now.minus(Duration.ofHours(1));
        String token = tokens.issue(new DeviceSession(7, new byte[32], past, past.plusSeconds(900)));
        assertTrue(new SessionTokens(keys, Clock.fixed(past, ZoneOffset.UTC))
                .verify(token)
                .isEmpty());
    }

    @Test
    void anotherServersTokenIsRefused() {
        try (DataFolder elsewhere = DataFolder.open(temp.resolve("other"));
                ServerKeys others = ServerKeys.open(elsewhere, Optional.empty(), new SecureRandom())) {
            String token = new SessionTokens(others, Clock.systemUTC()).issue(session);
            assertTrue(tokens.verify(token).isEmpty());
        }
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        String token = tokens.issue(session);
        for (int i = 0; i < token.length() - 1; i++) { // the last one has unused bits
            char[] changed = token.toCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            assertTrue(tokens.verify(new String(changed)).isEmpty(), "at " + i);
        }
    }

    @Test
    void formsThatThisServerDoesNotMakeAreRefused() {
        SecretKey mac = key(SecretAccess.bytes(keys.tokenMac()), "HmacSHA256");
        SecretKey encryption = key(SecretAccess.bytes(keys.tokenEncryption()), "AES");
        String subject = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        String signedOnly = Jwt.claims()
                .issuer("sotto")
                .subject(subject)
                .expiresAt(session.expiresAt())
                .sign(mac);
        assertTrue(tokens.verify(signedOnly).isEmpty());
        String encryptedOnly = Jwt.claims()
                .issuer("sotto")
                .subject(subject)
                .expiresAt(session.expiresAt())
                .jwe()
                .keyAlgorithm(KeyEncryptionAlgorithm.DIR)
                .contentAlgorithm(ContentEncryptionAlgorithm.A256GCM)
                .encrypt(encryption);
        assertTrue(tokens.verify(encryptedOnly).isEmpty());
        String otherIssuer = Jwt.claims()
                .issuer("other")
                .subject(subject)
                .expiresAt(session.expiresAt())
                .innerSign(mac)
                .keyAlgorithm(KeyEncryptionAlgorithm.DIR)
                .contentAlgorithm(ContentEncryptionAlgorithm.A256GCM)
                .encrypt(encryption);
        assertTrue(tokens.verify(otherIssuer).isEmpty());
        for (String nonsense : new String[] {"", ".", "....", "a.b.c", "a.b.c.d.e", "\u00e9"}) {
            assertTrue(tokens.verify(nonsense).isEmpty());
        }
    }

    private static SecretKey key(byte[] bytes, String algorithm) {
        return new SecretKeySpec(Arrays.copyOf(bytes, bytes.length), algorithm);
    }
}
