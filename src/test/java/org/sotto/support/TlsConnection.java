package org.sotto.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiJson;
import org.sotto.api.Problem;

/// One TLS connection that a test holds in its hand: HTTP/1.1 requests one after the other, and the exporter.
public final class TlsConnection implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;
    private static final String LENGTH = "content-length:";

    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;

    private TlsConnection(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /// An answer, its header names in lower case.
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        public <T> T as(Class<T> type) throws IOException {
            return ApiJson.client().readValue(body, type);
        }

        /// The problem's code, after checking that it is a problem in every respect.
        public String code() throws IOException {
            String type = headers.getOrDefault("content-type", "");
            if (!type.startsWith("application/problem+json")) {
                throw new AssertionError("no problem but " + status + " " + type + " " + text());
            }
            Problem problem = as(Problem.class);
            if (problem.status() != status || !problem.type().equals("urn:sotto:problem:" + problem.code())) {
                throw new AssertionError("a problem that contradicts itself: " + text());
            }
            return problem.code();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// An answer with a length, as it came.
    ///
    /// @param head status line and headers in their order, each with a line feed
    public record Timed(String head, byte[] body, long nanos) {
        public int status() {
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    public static TlsConnection open(int port, KeyStore trusted) throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.startHandshake();
            return new TlsConnection(socket);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    InputStream rawInput() {
        return in;
    }

    OutputStream rawOutput() {
        return out;
    }

    /// The session of this connection.
    public ExtendedSSLSession session() {
        return (ExtendedSSLSession) socket.getSession();
    }

    /// `EXPORTER-Channel-Binding`, 32 bytes.
    public byte[] exporter() throws IOException {
        return session().exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
    }

    /// @param json an API record, bytes sent as they are, or null for no body
    public Reply request(String method, String path, @Nullable String bearer, @Nullable Object json)
            throws IOException {
        out.write(encode(method, path, bearer, json));
        out.flush();
        return reply();
    }

    /// A request as it goes over the wire.
    ///
    /// @param json an API record, bytes sent as they are, or null for no body
    public static byte[] encode(String method, String path, @Nullable String bearer, @Nullable Object json)
            throws IOException {
        return authorized(method, path, bearer == null ? null : "Bearer " + bearer, json);
    }

    /// The same with an authorization of any scheme.
    public static byte[] authorized(String method, String path, @Nullable String authorization, @Nullable Object json)
            throws IOException {
        byte[] body = json == null
                ? new byte[0]
                : json instanceof byte[] raw ? raw : ApiJson.client().writeValueAsBytes(json);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        if (authorization != null) {
            head.append("Authorization: ").append(authorization).append("\r\n");
        }
        if (json != null) {
            head.append("Content-Type: application/json\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    /// Sends a request, and gives the answer back as it came, with the time from the first byte out to the last one in.
    public Timed exchange(byte[] request) throws IOException {
        long start = System.nanoTime();
        out.write(request);
        out.flush();
        return timed(start);
    }

    /// Sends all requests in one go, and gives the answers back in their order.
    public List<Timed> exchange(List<byte[]> requests) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        requests.forEach(all::writeBytes);
        out.write(all.toByteArray());
        out.flush();
        List<Timed> answers = new ArrayList<>();
        while (answers.size() < requests.size()) {
            answers.add(timed(start));
        }
        return answers;
    }

    private Timed timed(long start) throws IOException {
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append('\n');
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        return new Timed(head.toString(), body, System.nanoTime() - start);
    }

    /// Announces a body of this size and sends nothing of it.
    public Reply announce(String path, long contentLength) throws IOException {
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + contentLength + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return reply();
    }

    /// Sends a body in one chunk, its length announced nowhere.
    public Reply chunked(String path, String body) throws IOException {
        return chunk(path, body, "0\r\n\r\n");
    }

    /// The same, and says that more is to come.
    public Reply endless(String path, String body) throws IOException {
        return chunk(path, body, "");
    }

    private Reply chunk(String path, String body, String end) throws IOException {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n";
        out.write((head + body + "\r\n" + end).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return reply();
    }

    public Reply post(String path, @Nullable String bearer, Object json) throws IOException {
        return request("POST", path, bearer, json);
    }

    private Reply reply() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = headers.containsKey("transfer-encoding")
                ? chunks()
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Reply(Integer.parseInt(status.substring(9, 12)), headers, body);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
