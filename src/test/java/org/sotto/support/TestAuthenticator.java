package org.sotto.support;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.AttestationBinding;

/// An authenticator of a maker with a root of its own, and the statements that it makes, right ones and wrong ones.
public final class TestAuthenticator {
    public static final String SUBJECT = "C=CH,O=Maker,OU=Authenticator Attestation,CN=Model 1";
    /// User present, attested credential data included.
    public static final int PRESENT = 0x41;
    public static final int ES256 = -7;

    private static final ASN1ObjectIdentifier MODEL = new ASN1ObjectIdentifier("1.3.6.1.4.1.45724.1.1.4");

    private final byte[] model = TestDevice.random(16);
    private final KeyPair rootKeys = keyPair();
    private final KeyPair leafKeys = keyPair();
    private final KeyPair credential = keyPair();
    private final Instant made;
    private final X509Certificate root;
    private final X509Certificate leaf;

    /// @param made when its certificate begins; the root lives for 30 years from then, the certificate for `life`
    public TestAuthenticator(Instant made, Duration life) {
        this.made = made;
        this.root = certificate(
                new Issue("CN=Maker Root", rootKeys, "CN=Maker Root", rootKeys, Duration.ofDays(30 * 365), true, null));
        this.leaf = leaf(SUBJECT, life, false, model);
    }

    private record Issue(
            String subject,
            KeyPair keys,
            String issuer,
            KeyPair signer,
            Duration life,
            boolean authority,
            byte[] model) {}

    /// Everything that is in a statement.
    public record Parts(
            String format,
            int algorithm,
            int flags,
            String relyingParty,
            byte[] clientDataHash,
            List<X509Certificate> chain,
            PrivateKey signer) {
        public Parts withFormat(String value) {
            return new Parts(value, algorithm, flags, relyingParty, clientDataHash, chain, signer);
        }

        public Parts withAlgorithm(int value) {
            return new Parts(format, value, flags, relyingParty, clientDataHash, chain, signer);
        }

        public Parts withFlags(int value) {
            return new Parts(format, algorithm, value, relyingParty, clientDataHash, chain, signer);
        }

        public Parts withRelyingParty(String value) {
            return new Parts(format, algorithm, flags, value, clientDataHash, chain, signer);
        }

        public Parts withClientDataHash(byte[] value) {
            return new Parts(format, algorithm, flags, relyingParty, value, chain, signer);
        }

        public Parts withChain(List<X509Certificate> value) {
            return new Parts(format, algorithm, flags, relyingParty, clientDataHash, value, signer);
        }
    }

    /// A statement that the maker's chain vouches for.
    public Parts byMaker(AttestationBinding binding) {
        return new Parts(
                "packed",
                ES256,
                PRESENT,
                binding.relyingParty(),
                binding.clientDataHash(),
                List.of(leaf),
                leafKeys.getPrivate());
    }

    /// One that attests itself.
    public Parts byItself(AttestationBinding binding) {
        Parts parts = byMaker(binding);
        return new Parts(
                parts.format(),
                parts.algorithm(),
                parts.flags(),
                parts.relyingParty(),
                parts.clientDataHash(),
                List.of(),
                credential.getPrivate());
    }

    public X509Certificate root() {
        return root;
    }

    public X509Certificate leaf() {
        return leaf;
    }

    /// Another certificate over the same key.
    public X509Certificate leaf(String subject, Duration life, boolean authority, byte[] ofModel) {
        return certificate(new Issue(subject, leafKeys, "CN=Maker Root", rootKeys, life, authority, ofModel));
    }

    public byte[] model() {
        return model.clone();
    }

    public static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The attestation object.
    public byte[] encode(Parts parts) {
        byte[] data = authenticatorData(parts);
        byte[] signed = ByteBuffer.allocate(data.length + parts.clientDataHash().length)
                .put(data)
                .put(parts.clientDataHash())
                .array();
        return cbor(out -> {
            out.writeStartObject(null, 3);
            out.writeStringField("fmt", parts.format());
            out.writeFieldName("attStmt");
            out.writeStartObject(null, parts.chain().isEmpty() ? 2 : 3);
            out.writeNumberField("alg", parts.algorithm());
            out.writeBinaryField("sig", sign(parts.signer(), signed));
            if (!parts.chain().isEmpty()) {
                out.writeFieldName("x5c");
                out.writeStartArray(null, parts.chain().size());
                for (X509Certificate each : parts.chain()) {
                    out.writeBinary(der(each));
                }
                out.writeEndArray();
            }
            out.writeEndObject();
            out.writeBinaryField("authData", data);
            out.writeEndObject();
        });
    }

    private byte[] authenticatorData(Parts parts) {
        byte[] key = coseKey();
        byte[] id = {1, 2, 3, 4};
        return ByteBuffer.allocate(32 + 1 + 4 + 16 + 2 + id.length + key.length)
                .put(Hash.sha256(parts.relyingParty().getBytes(StandardCharsets.US_ASCII)))
                .put((byte) parts.flags())
                .putInt(0)
                .put(model)
                .putShort((short) id.length)
                .put(id)
                .put(key)
                .array();
    }

    private byte[] coseKey() {
        ECPublicKey key = (ECPublicKey) credential.getPublic();
        return cbor(out -> {
            out.writeStartObject(null, 5);
            out.writeFieldId(1);
            out.writeNumber(2);
            out.writeFieldId(3);
            out.writeNumber(ES256);
            out.writeFieldId(-1);
            out.writeNumber(1);
            out.writeFieldId(-2);
            out.writeBinary(coordinate(key.getW().getAffineX()));
            out.writeFieldId(-3);
            out.writeBinary(coordinate(key.getW().getAffineY()));
            out.writeEndObject();
        });
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] out = new byte[32];
        int size = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - size, out, 32 - size, size);
        return out;
    }

    private interface Writing {
        void write(CBORGenerator out) throws IOException;
    }

    private static byte[] cbor(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = new CBORFactory().createGenerator(bytes)) {
            writing.write(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] der(X509Certificate certificate) throws IOException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IOException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificate(Issue issue) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issue.issuer()),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(made),
                    Date.from(made.plus(issue.life())),
                    new X500Name(issue.subject()),
                    issue.keys().getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issue.authority()));
            if (issue.model() != null) {
                builder.addExtension(MODEL, false, new DEROctetString(issue.model()));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(issue.signer().getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }
}
