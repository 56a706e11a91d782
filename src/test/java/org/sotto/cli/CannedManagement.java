package org.sotto.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sotto.api.ApiJson;
import org.sotto.api.RunningServer;

/// A data folder on which a server seems to run, whose management interface gives canned answers.
final class CannedManagement implements AutoCloseable {
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, HttpContext> contexts = new HashMap<>();
    private final HttpServer server;
    private final FileChannel lock;
    private final Path data;

    CannedManagement(Path folder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        data = Files.createDirectory(folder.resolve("data"));
        RunningServer running =
                new RunningServer(8443, server.getAddress().getPort(), 1, new byte[32], new byte[32], "localhost:8443");
        Files.write(data.resolve("server.json"), ApiJson.client().writeValueAsBytes(running));
        Files.writeString(data.resolve("admin.token"), "secret\n");
        lock = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
    }

    Path data() {
        return data;
    }

    /// Method, path with query, and the secret of each request, in order.
    List<String> requests() {
        return requests;
    }

    void answers(String path, String body) {
        answers(path, 200, "application/json", uri -> body);
    }

    /// In the place of what stood at the path before.
    ///
    /// @param body by the path with its query
    void answers(String path, int status, String type, UnaryOperator<String> body) {
        if (contexts.containsKey(path)) {
            server.removeContext(contexts.get(path));
        }
        contexts.put(path, server.createContext(path, exchange -> {
            String uri = exchange.getRequestURI().toString();
            requests.add(exchange.getRequestMethod() + " " + uri + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.apply(uri).getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }));
    }

    /// The server is gone; its files are still there.
    void unlock() throws IOException {
        lock.close();
    }

    @Override
    public void close() throws IOException {
        lock.close();
        server.stop(0);
    }
}
