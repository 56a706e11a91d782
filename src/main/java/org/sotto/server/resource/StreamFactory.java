package org.sotto.server.resource;

import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.sotto.server.security.Channels;
import org.sotto.server.service.AuthenticationService;
import org.sotto.server.service.Challenges;
import org.sotto.server.service.DeviceSession;
import org.sotto.server.service.MessageMeters;
import org.sotto.server.service.MessageService;
import org.sotto.server.service.SendLimits;
import org.sotto.server.service.Streams;
import org.sotto.server.service.Subscription;

/// Puts a stream together for a device that has connected.
@Singleton
final class StreamFactory {
    private final MessageService messages;
    private final SendLimits limits;
    private final MessageMeters meters;
    private final Streams streams;
    private final Challenges challenges;
    private final AuthenticationService authentication;
    private final Clock clock;

    StreamFactory(
            MessageService messages,
            SendLimits limits,
            MessageMeters meters,
            Streams streams,
            Challenges challenges,
            AuthenticationService authentication,
            Clock clock) {
        this.messages = messages;
        this.limits = limits;
        this.meters = meters;
        this.streams = streams;
        this.challenges = challenges;
        this.authentication = authentication;
        this.clock = clock;
    }

    /// From the return on the device hears of what waits for it.
    Stream start(WebSocketConnection connection, DeviceSession session) {
        StreamRenewal renewal = new StreamRenewal(
                challenges, authentication, Channels.ofStream(connection.sslSession()), session.deviceId());
        Subscription subscription = streams.open(session.device());
        Stream stream = new Stream(connection, session, subscription, messages, limits, renewal, clock);
        StreamPump pump = new StreamPump(connection, subscription, meters, stream::remaining);
        Thread.ofVirtual().name("sotto-stream").start(pump::run);
        return stream;
    }
}
