package org.sotto.server.security;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;

/// A body that is refused with the first byte above its limit; the rest may follow, so the connection ends with the
/// answer.
final class LimitedBody extends FilterInputStream {
    private final long limit;
    private final RoutingContext context;
    private long read;

    LimitedBody(InputStream in, long limit, RoutingContext context) {
        super(in);
        this.limit = limit;
        this.context = context;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int some = super.read(bytes, offset, length);
        count(Math.max(0, some));
        return some;
    }

    /// @throws RefusedRequest TooLarge
    private void count(int more) {
        read += more;
        if (read > limit) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.response().endHandler(done -> context.request().connection().close());
            throw new RefusedRequest(new Refusal.TooLarge(limit));
        }
    }
}
