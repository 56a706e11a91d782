package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.SecretBytes;

/// The child of [HeapDumpTest]: a client that lives, does what it is told line by line, and dumps its own heap.
final class HeapChild {
    /// The control's key: alive, on the heap.
    private static @Nullable SecretBytes planted;

    private HeapChild() {}

    /// @param arguments the profile's folder
    public static void main(String[] arguments) throws IOException {
        try (ClientLife life = new ClientLife(Path.of(arguments[0]));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            System.out.println("open");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                System.out.println(life.obey(words[0], words.length > 1 ? words[1] : ""));
            }
        }
    }

    private record ClientLife(Messenger messenger) implements AutoCloseable {
        ClientLife(Path home) {
            this(open(home));
        }

        private static Messenger open(Path home) {
            ClientEnvironment environment = KillLoop.environment(home);
            try (SecretBytes passphrase = environment.passphrase()) {
                return Messenger.open(environment);
            }
        }

        String obey(String what, String argument) throws IOException {
            switch (what) {
                case "send" -> messenger.send("bob", argument);
                case "receive" -> messenger.receive(Duration.ofSeconds(10));
                case "plant" -> planted = SecretBytes.adopt(HexFormat.of().parseHex(argument));
                case "all" -> dump(argument, false);
                case "live" -> dump(argument, true);
                default -> throw new IllegalArgumentException(what);
            }
            return what + " " + collections();
        }

        private static void dump(String file, boolean live) throws IOException {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, live);
        }

        /// How often the collector has run: before it has, all garbage is still there.
        private static long collections() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(bean -> Math.max(0, bean.getCollectionCount()))
                    .sum();
        }

        @Override
        public void close() {
            messenger.close();
        }
    }
}
