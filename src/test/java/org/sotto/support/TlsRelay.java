package org.sotto.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A man in the middle: ends TLS with a certificate of his own, opens TLS to the server, and carries every byte between
/// the two. Takes one connection.
public final class TlsRelay implements AutoCloseable {
    private final SSLServerSocket listener;
    private final CompletableFuture<byte[]> upstreamExporter = new CompletableFuture<>();

    private TlsRelay(SSLServerSocket listener) {
        this.listener = listener;
    }

    public static TlsRelay start(TestCertificate shown, int serverPort, KeyStore serverTrust) throws IOException {
        SSLServerSocket listener = (SSLServerSocket) shown.serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TlsRelay relay = new TlsRelay(listener);
        Thread.startVirtualThread(() -> relay.serve(serverPort, serverTrust));
        return relay;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// The exporter of the connection between the man in the middle and the server.
    public byte[] upstreamExporter() {
        return upstreamExporter
                .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private void serve(int serverPort, KeyStore trust) {
        try (SSLSocket client = (SSLSocket) listener.accept();
                TlsConnection server = TlsConnection.open(serverPort, trust)) {
            upstreamExporter.complete(server.exporter());
            Thread up = Thread.startVirtualThread(() -> carry(client, server.rawOutput()));
            client.getOutputStream().flush();
            server.rawInput().transferTo(client.getOutputStream());
            up.interrupt();
        } catch (IOException e) {
            upstreamExporter.completeExceptionally(e); // no effect once it is known: one of the two has left
        }
    }

    private static void carry(SSLSocket from, OutputStream to) {
        try (InputStream in = from.getInputStream()) {
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                to.write(buffer, 0, read);
                to.flush();
            }
        } catch (IOException e) {
            // the client has left
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
