package org.sotto.server.attestation;

import com.webauthn4j.anchor.TrustAnchorRepository;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.PackedAttestationStatement;
import com.webauthn4j.verifier.CoreRegistrationObject;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.DefaultCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.exception.VerificationException;
import java.security.cert.TrustAnchor;
import java.time.Instant;
import java.util.Set;
import org.sotto.server.certificate.TrustRoots;

/// `packed` (WebAuthn, section 8.2), with a chain of certificates or attesting itself.
final class PackedFormat implements AttestationFormat {
    /// None with SHA-1.
    private static final Set<COSEAlgorithmIdentifier> ALGORITHMS = Set.of(
            COSEAlgorithmIdentifier.ES256,
            COSEAlgorithmIdentifier.ES384,
            COSEAlgorithmIdentifier.ES512,
            COSEAlgorithmIdentifier.EdDSA,
            COSEAlgorithmIdentifier.RS256);

    private final TrustRoots roots;
    private final PackedAttestationStatementVerifier signature = new PackedAttestationStatementVerifier();

    PackedFormat(TrustRoots roots) {
        this.roots = roots;
    }

    @Override
    public String name() {
        return PackedAttestationStatement.FORMAT;
    }

    @Override
    public Attested verify(CoreRegistrationObject registration) {
        var object = registration.getAttestationObject();
        AttestedCredentialData credential = object.getAuthenticatorData().getAttestedCredentialData();
        if (credential == null || !(object.getAttestationStatement() instanceof PackedAttestationStatement statement)) {
            throw new BadAttestationException("the attestation is not whole");
        }
        if (!ALGORITHMS.contains(statement.getAlg())) {
            throw new BadAttestationException("the attestation is signed by an algorithm that is not taken");
        }
        signature.verify(registration);
        if (statement.getX5c() == null) {
            return Attested.BY_ITSELF;
        }
        vouched(credential.getAaguid(), statement, registration.getTimestamp());
        return Attested.BY_ITS_MAKER;
    }

    private void vouched(AAGUID model, PackedAttestationStatement statement, Instant time) {
        try {
            new DefaultCertPathTrustworthinessVerifier(new Anchors(roots.at(time))).verify(model, statement, time);
        } catch (VerificationException e) {
            throw new BadAttestationException("no root that this server trusts vouches for the authenticator now", e);
        }
    }

    /// The operator's roots vouch for every model.
    private record Anchors(Set<TrustAnchor> anchors) implements TrustAnchorRepository {
        @Override
        public Set<TrustAnchor> find(AAGUID model) {
            return anchors;
        }

        @Override
        public Set<TrustAnchor> find(byte[] attestationCertificateKeyIdentifier) {
            return anchors;
        }
    }
}
