package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.sotto.crypto.key.SecretBytes;

/// The child of [KillIT]: sends or receives without end, until it is killed.
final class KillLoop {
    private KillLoop() {}

    static ClientEnvironment environment(Path home) {
        return ClientEnvironment.builder(home, SecretBytes.adopt("pass".getBytes(UTF_8)))
                .clock(Clock.systemUTC())
                .random(new SecureRandom())
                .cost(Person.CHEAP)
                .reserveRows(1)
                .build();
    }

    /// @param arguments `send` or `receive`, and the profile's folder
    public static void main(String[] arguments) {
        try (Messenger messenger = Messenger.open(environment(Path.of(arguments[1])))) {
            Iterator<Integer> numbers =
                    Stream.iterate(sent(messenger), number -> number + 1).iterator();
            while (true) {
                if (arguments[0].equals("send")) {
                    messenger.send("bob", "n" + numbers.next());
                } else {
                    messenger.receive(Duration.ofMillis(300));
                }
                System.out.println("turn");
            }
        }
    }

    /// How many own messages the history holds: the next one's number.
    private static int sent(Messenger messenger) {
        return messenger.contacts().stream()
                .mapToInt(contact -> texts(messenger, contact.name()).size())
                .sum();
    }

    static List<String> texts(Messenger messenger, String contact) {
        return messenger.history(contact).stream().map(Message::text).toList();
    }
}
