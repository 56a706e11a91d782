package org.sotto.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A line to a server that has a bandwidth and a delay in each direction. It carries bytes and looks at none, so TLS
/// goes
/// through it end to end. A chunk leaves when it is due: after the chunk before it, its own time on the line, and the
/// delay.
public final class SlowLine implements AutoCloseable {
    private static final int CHUNK = 512;
    private static final int CHUNKS_IN_FLIGHT = 128;

    private final ServerSocket listener;
    private final int serverPort;
    private final long nanosPerByte;
    private final long delayNanos;

    private SlowLine(ServerSocket listener, int serverPort, long nanosPerByte, long delayNanos) {
        this.listener = listener;
        this.serverPort = serverPort;
        this.nanosPerByte = nanosPerByte;
        this.delayNanos = delayNanos;
    }

    /// @param roundTripMs half of it in each direction
    public static SlowLine to(int serverPort, int kibPerSecond, int roundTripMs) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        long nanosPerByte = TimeUnit.SECONDS.toNanos(1) / (kibPerSecond * 1024L);
        SlowLine line =
                new SlowLine(listener, serverPort, nanosPerByte, TimeUnit.MILLISECONDS.toNanos(roundTripMs) / 2);
        Thread.startVirtualThread(line::accept);
        return line;
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                new Direction().start(client, server);
                new Direction().start(server, client);
            } catch (IOException e) {
                return; // the test has ended
            }
        }
    }

    private record Chunk(byte[] bytes, boolean last, long dueNanos, long number) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(number, ((Chunk) other).number);
        }
    }

    private final class Direction {
        private final DelayQueue<Chunk> queue = new DelayQueue<>();
        private final Semaphore room = new Semaphore(CHUNKS_IN_FLIGHT);
        private long lineFree = System.nanoTime();
        private long number;

        void start(Socket from, Socket to) {
            Thread.startVirtualThread(() -> read(from));
            Thread.startVirtualThread(() -> write(to));
        }

        private void read(Socket from) {
            try {
                InputStream in = from.getInputStream();
                byte[] buffer = new byte[CHUNK];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    room.acquire();
                    queue.add(chunk(Arrays.copyOf(buffer, read), false));
                }
            } catch (IOException | InterruptedException e) {
                // that side has left
            } finally {
                queue.add(chunk(new byte[0], true));
            }
        }

        private Chunk chunk(byte[] bytes, boolean last) {
            lineFree = Math.max(lineFree, System.nanoTime()) + bytes.length * nanosPerByte;
            return new Chunk(bytes, last, lineFree + delayNanos, number++);
        }

        private void write(Socket to) {
            try (to) {
                OutputStream out = to.getOutputStream();
                for (Chunk chunk = queue.take(); !chunk.last(); chunk = queue.take()) {
                    out.write(chunk.bytes());
                    room.release();
                }
            } catch (IOException | InterruptedException e) {
                room.release(CHUNKS_IN_FLIGHT); // that side has left; whoever still reads must not wait
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
