package org.sotto.transport;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// The TLS exporter that a proof is bound to (RFC 9266): both ends of one TLS connection compute the same 32 bytes, and
/// nobody between two connections can make them equal.
final class ChannelBinding {
    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int SIZE = 32;

    private ChannelBinding() {}

    /// @throws TransportException BadAnswer on a connection without an exporter: authentication fails closed
    static byte[] of(@Nullable SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            throw new TransportException.BadAnswer("the connection has no TLS exporter");
        }
        try {
            return extended.exportKeyingMaterialData(LABEL, new byte[0], SIZE);
        } catch (SSLKeyException e) {
            throw new TransportException.BadAnswer("the connection has no TLS exporter");
        }
    }
}
