package org.sotto.server.resource;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sotto.api.frame.CloseCode;
import org.sotto.server.security.CurrentDevice;

/// `/v1/stream`: the same as the REST calls in binary frames, and messages as they arrive (section "Stream" of
/// docs/api.md).
@WebSocket(path = "/v1/stream")
@RolesAllowed(CurrentDevice.ROLE)
public class StreamEndpoint {
    private static final Logger LOG = Logger.getLogger(StreamEndpoint.class);
    private static final TypedKey<Stream> STREAM = new TypedKey<>("stream");

    private final StreamFactory streams;
    private final CurrentDevice device;

    StreamEndpoint(StreamFactory streams, CurrentDevice device) {
        this.streams = streams;
        this.device = device;
    }

    // frames that come before it has returned wait in the socket
    @OnOpen
    @RunOnVirtualThread
    void open(WebSocketConnection connection) {
        Stream stream = streams.start(connection, device.session());
        connection.userData().put(STREAM, stream);
        if (connection.isClosed()) {
            stream.closed();
        }
    }

    // on the event loop: it only decodes and hands on, and while it does, nothing more is read from the socket. Any
    // other thread would leave frames in a queue without a bound.
    @OnBinaryMessage
    @NonBlocking
    void frame(WebSocketConnection connection, Buffer frame) {
        Stream stream = stream(connection);
        if (stream != null) {
            stream.received(frame.getBytes());
        }
    }

    @OnClose
    @NonBlocking
    void close(WebSocketConnection connection) {
        Stream stream = stream(connection);
        if (stream != null) {
            stream.closed();
        }
    }

    // a connection that was cut, for which this changes nothing, or a message in fragments that is too large
    @OnError
    @NonBlocking
    void error(WebSocketConnection connection, Throwable failure) {
        LOG.debug("a stream failed", failure);
        if (connection.isClosed()) {
            return;
        }
        connection
                .close(new CloseReason(CloseCode.MALFORMED_FRAME.number()))
                .subscribe()
                .with(done -> close(connection), again -> close(connection));
    }

    /// Null until it has been opened.
    static @Nullable Stream stream(WebSocketConnection connection) {
        return connection.userData().get(STREAM);
    }
}
