package org.sotto.server.attestation;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.server.CoreServerProperty;
import com.webauthn4j.verifier.CoreRegistrationObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.certificate.TrustRoots;

/// Checks an attestation object (WebAuthn, section 6.5.4) against the registration that it is for.
@Singleton
public final class AttestationVerifier {
    private static final Set<String> MEMBERS = Set.of("fmt", "attStmt", "authData");
    /// Refuses what the library would read over: a member twice, and what stands behind the object.
    private static final ObjectMapper STRICT = new ObjectMapper(CBORFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final AttestationObjectConverter converter = new AttestationObjectConverter(new ObjectConverter());
    private final List<AttestationFormat> formats;

    AttestationVerifier(TrustRoots roots) {
        this.formats = List.of(new PackedFormat(roots));
    }

    /// @param statement      the attestation object, CBOR
    /// @param clientDataHash what the authenticator was given to sign, 32 bytes
    /// @param relyingParty   the RP ID
    /// @throws BadAttestationException for every reason not to believe it
    public Attested verify(byte[] statement, byte[] clientDataHash, String relyingParty, Instant now) {
        try {
            AttestationFormat format = format(statement);
            AttestationObject object = decoded(statement);
            checkPlace(object, relyingParty);
            return format.verify(new CoreRegistrationObject(
                    object, statement, clientDataHash, new CoreServerProperty(relyingParty, null), now));
        } catch (BadAttestationException e) {
            throw e;
        } catch (RuntimeException e) {
            // bytes of a stranger: the library's exceptions for what is wrong with them have no common type
            throw new BadAttestationException("the attestation does not hold", e);
        }
    }

    private AttestationFormat format(byte[] statement) {
        JsonNode tree = strict(statement);
        Set<String> members = new HashSet<>();
        tree.fieldNames().forEachRemaining(members::add);
        if (!members.equals(MEMBERS)) {
            throw new BadAttestationException("the attestation is no attestation object");
        }
        String name = tree.path("fmt").asText();
        return formats.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadAttestationException("the attestation has a format that is not taken"));
    }

    private static JsonNode strict(byte[] statement) {
        try {
            return STRICT.readTree(statement);
        } catch (IOException e) {
            throw new BadAttestationException("the attestation is no attestation object", e);
        }
    }

    private AttestationObject decoded(byte[] statement) {
        AttestationObject object = converter.convert(statement);
        if (object == null) {
            throw new BadAttestationException("the attestation is no attestation object");
        }
        return object;
    }

    private static void checkPlace(AttestationObject object, String relyingParty) {
        byte[] here = Hash.sha256(relyingParty.getBytes(StandardCharsets.US_ASCII));
        if (!Mac.equal(here, object.getAuthenticatorData().getRpIdHash())) {
            throw new BadAttestationException("the attestation is for another server");
        }
        if (!object.getAuthenticatorData().isFlagUP()) {
            throw new BadAttestationException("nobody was present when the attestation was made");
        }
    }
}
