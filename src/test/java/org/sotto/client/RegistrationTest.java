package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.support.FakeServer;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// A server that registers the device, and whose answer does not arrive.
class RegistrationTest {
    private final FakeServer server = new FakeServer();
    private final Person alice;
    private final List<ByteBuffer> registrations = new ArrayList<>();
    private final Set<ByteBuffer> devices = new HashSet<>();

    RegistrationTest(@TempDir Path folder) {
        alice = Person.unregistered(folder, "alice", server, Clock.systemUTC());
    }

    private ServerFactory losing(int answers) {
        return (address, pins, device, tokens) -> {
            devices.add(ByteBuffer.wrap(device.deviceId()));
            MailboxServer honest = server.connect(device);
            return (MailboxServer) Proxy.newProxyInstance(
                    MailboxServer.class.getClassLoader(),
                    new Class<?>[] {MailboxServer.class},
                    (self, method, args) -> {
                        Object answer;
                        try {
                            answer = method.invoke(honest, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (method.getName().equals("register")) {
                            registrations.add(ByteBuffer.wrap((byte[]) args[1]));
                            if (registrations.size() <= answers) {
                                throw new TransportException.Unreachable("no answer in time");
                            }
                        }
                        return answer;
                    });
        };
    }

    @Test
    void aLostAnswerIsAskedForAgainByTheSameDevice() {
        Messenger.register(alice.environment(), Person.INVITATION, "alice", losing(2))
                .close();
        assertEquals(3, registrations.size());
        assertEquals(1, Set.copyOf(registrations).size(), "one identity");
        assertEquals(1, devices.size(), "one device");
        assertEquals("alice", alice.status().ownName());
    }

    @Test
    void aServerThatStaysAwayLeavesNoProfile() {
        assertThrows(
                ClientException.ServerUnreachable.class,
                () -> Messenger.register(alice.environment(), Person.INVITATION, "alice", losing(3)));
        assertEquals(3, registrations.size());
        assertFalse(Files.exists(alice.home()));
    }
}
