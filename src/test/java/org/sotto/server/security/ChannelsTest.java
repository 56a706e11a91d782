package org.sotto.server.security;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;

class ChannelsTest {
    private static void assertFailsClosed(SSLSession session) {
        RefusedRequest refused = assertThrows(RefusedRequest.class, () -> Channels.exporter(session));
        assertInstanceOf(Refusal.Unavailable.class, refused.refusal());
    }

    @Test
    void aConnectionWithoutTlsFailsClosed() {
        assertFailsClosed(null);
    }

    @Test
    void aSessionWithoutAnExporterFailsClosed() throws NoSuchAlgorithmException {
        // not handshaken: it has no secrets to export from
        assertFailsClosed(SSLContext.getDefault().createSSLEngine().getSession());
    }
}
