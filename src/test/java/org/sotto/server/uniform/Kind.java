package org.sotto.server.uniform;

import java.io.IOException;
import org.sotto.support.TlsConnection;

/// One kind of call whose answers shall look like another's.
@FunctionalInterface
interface Kind {
    /// The next request, made ready while no clock runs: what comes before it on the connection is asked here.
    byte[] request(TlsConnection connection) throws IOException;
}
