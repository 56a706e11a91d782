package org.sotto.server.security;

import io.smallrye.jwt.algorithm.ContentEncryptionAlgorithm;
import io.smallrye.jwt.algorithm.KeyEncryptionAlgorithm;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.service.DeviceSession;
import org.sotto.server.service.SessionIssuer;

/// Session tokens: a JWT signed by HS256 inside one encrypted by dir/A256GCM (RFC 7519), both with keys of this server.
///
/// It is a bearer; nothing in it can be read or made without the keys.
@ApplicationScoped // behind a proxy: the filters are made before the settings are known
final class SessionTokens implements SessionIssuer {
    private static final String ISSUER = "sotto";

    private final SecretKey mac;
    private final SecretKey encryption;
    private final JWTParser parser;
    private final Clock clock;

    SessionTokens(ServerKeys keys, Clock clock) {
        this.mac = new HeldKey("HmacSHA256", keys::tokenMac);
        this.encryption = new HeldKey("AES", keys::tokenEncryption);
        this.parser = new DefaultJWTParser(rules());
        this.clock = clock;
    }

    /// What a token says: which device, and its term.
    record Claims(byte[] deviceId, Instant issuedAt, Instant expiresAt) {}

    @Override
    public String issue(DeviceSession session) {
        return Jwt.claims()
                .issuer(ISSUER)
                .subject(Base64.getUrlEncoder().withoutPadding().encodeToString(session.deviceId()))
                .issuedAt(session.issuedAt())
                .expiresAt(session.expiresAt())
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .innerSign(mac)
                .keyAlgorithm(KeyEncryptionAlgorithm.DIR)
                .contentAlgorithm(ContentEncryptionAlgorithm.A256GCM)
                .encrypt(encryption);
    }

    /// Empty for anything that is not a token of this server that still stands.
    Optional<Claims> verify(String token) {
        try {
            JsonWebToken jwt = parser.parse(token);
            Claims claims = new Claims(
                    Base64.getUrlDecoder().decode(jwt.getSubject()),
                    Instant.ofEpochSecond(jwt.getIssuedAtTime()),
                    Instant.ofEpochSecond(jwt.getExpirationTime()));
            return Optional.of(claims).filter(each -> clock.instant().isBefore(each.expiresAt()));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private JWTAuthContextInfo rules() {
        JWTAuthContextInfo rules = new JWTAuthContextInfo();
        rules.setIssuedBy(ISSUER);
        rules.setSecretVerificationKey(mac);
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        rules.setSecretDecryptionKey(encryption);
        rules.setKeyEncryptionAlgorithm(Set.of(KeyEncryptionAlgorithm.DIR));
        rules.setRequireNamedPrincipal(false);
        rules.setClockSkew(0);
        return rules;
    }
}
