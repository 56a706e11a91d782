package org.sotto.server.settings;

import java.util.List;

/// The suites of TLS 1.3 with keys of 256 bits (RFC 8446, appendix B.4), fastest on this hardware first.
final class TlsSuites {
    static final List<String> ALLOWED = List.of("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    private TlsSuites() {}
}
