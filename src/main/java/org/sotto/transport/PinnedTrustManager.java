package org.sotto.transport;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.sotto.crypto.primitive.Hash;

/// Trusts a certificate for its key alone: SHA-256 of its SubjectPublicKeyInfo is one of the pins.
///
/// Names, issuers and dates play no part, so a renewed certificate with the same key goes on working. That the peer
/// holds the private key is what the TLS handshake itself proves.
final class PinnedTrustManager extends X509ExtendedTrustManager {
    private final Endpoint endpoint;

    PinnedTrustManager(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /// Thrown inside the handshake; [ServerConnection] turns it into a typed error.
    static final class WrongKeyException extends CertificateException {
        private static final long serialVersionUID = 1L;

        WrongKeyException() {
            super("the certificate's key is not pinned");
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0
                || !endpoint.accepts(Hash.sha256(chain[0].getPublicKey().getEncoded()))) {
            throw new WrongKeyException();
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("a client trusts no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("a client trusts no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("a client trusts no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
