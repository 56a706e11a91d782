package org.sotto.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiJson;
import org.sotto.api.AuditEntry;
import org.sotto.api.AuditVerification;
import org.sotto.api.CertificateInfo;
import org.sotto.api.DeviceInfo;
import org.sotto.api.InvitationLink;
import org.sotto.api.Page;
import org.sotto.api.Problem;

/// Calls the management interface of the server that owns a data folder: plain HTTP on loopback, behind the bearer
/// secret in `admin.token`, which only the operator can read.
public final class OperatorClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /// A check reads up to 90 days of rows, and all that waits for a device goes with it.
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int FIRST_ERROR = 400;
    private static final int NOT_FOUND = 404;
    private static final int PART = 64 << 10;

    private final ServerFolder folder;
    private final ObjectMapper json = ApiJson.client();

    public OperatorClient(ServerFolder folder) {
        this.folder = folder;
    }

    /// A registration link that works once.
    ///
    /// @throws OperatorException no server runs on the folder, or it refused
    public String invite() {
        return post("/admin/invitations", InvitationLink.class).link();
    }

    /// A new certificate under the same key: pins stay good.
    ///
    /// @throws OperatorException no server runs on the folder, or it refused
    public CertificateInfo renewCertificate() {
        return post("/admin/certificate/renew", CertificateInfo.class);
    }

    /// Rows of the audit log in order, a page of them.
    ///
    /// @param since null for all that are kept
    /// @param after the page before's `next`; null for the first page
    /// @throws OperatorException no server runs on the folder, or it refused
    public Page<AuditEntry> audit(@Nullable Instant since, @Nullable String after) {
        List<String> query = new ArrayList<>();
        if (since != null) {
            query.add("since=" + since);
        }
        if (after != null) {
            query.add("after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
        }
        String path = "/admin/audit" + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return get(path, TIMEOUT, json.getTypeFactory().constructParametricType(Page.class, AuditEntry.class));
    }

    /// Checks every row of the audit log that is kept.
    ///
    /// @throws OperatorException no server runs on the folder, or it refused
    public AuditVerification verifyAudit() {
        return get("/admin/audit/verification", LONG, json.constructType(AuditVerification.class));
    }

    /// The registered devices in order, a page of them.
    ///
    /// @param after the page before's `next`; null for the first page
    /// @throws OperatorException no server runs on the folder, or it refused
    public Page<DeviceInfo> devices(@Nullable String after) {
        String query = after == null ? "" : "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        return get(
                "/admin/devices" + query,
                TIMEOUT,
                json.getTypeFactory().constructParametricType(Page.class, DeviceInfo.class));
    }

    /// Ends a device: its sessions and streams at once, then all that belongs to it.
    ///
    /// @param device its pseudonym or its device id
    /// @return what it was
    /// @throws OperatorException there is no such device, no server runs on the folder, or it refused
    public DeviceInfo revoke(String device) {
        String path = "/admin/devices/" + URLEncoder.encode(device, StandardCharsets.UTF_8);
        HttpResponse<byte[]> response = authorized(request(path).timeout(LONG).DELETE());
        if (response.statusCode() == NOT_FOUND) {
            throw new OperatorException("the server has no such device", "sotto devices lists them");
        }
        return success(response, json.constructType(DeviceInfo.class));
    }

    /// A sealed backup of the running server, straight into `to`.
    ///
    /// @param key what the server shall seal it with, 80 bytes
    /// @throws OperatorException no server runs on the folder, it refused, or broke off
    public void backUp(byte[] key, OutputStream to) {
        HttpRequest request = request("/admin/backup")
                .header("Authorization", "Bearer " + folder.adminToken())
                .POST(BodyPublishers.ofByteArray(key))
                .build();
        boolean done = exchange(client -> {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() >= FIRST_ERROR) {
                    throw refused(response, body.readAllBytes());
                }
                copy(body, to);
                return true;
            }
        });
        assert done;
    }

    /// Apart from each other, a server that breaks off and a disk that is full.
    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] part = new byte[PART];
        int read = from.read(part);
        while (read >= 0) {
            try {
                to.write(part, 0, read);
            } catch (IOException e) {
                throw new OperatorException("the backup cannot be written: " + e.getMessage(), "is the disk full?");
            }
            read = from.read(part);
        }
    }

    /// @throws OperatorException no server runs on the folder, or it is not ready
    public void requireReady() {
        HttpResponse<byte[]> response =
                exchange(request("/q/health/ready").GET().build());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new OperatorException("the server is not ready", "its log says what it waits for");
        }
    }

    private <T> T post(String path, Class<T> type) {
        return call(request(path).POST(BodyPublishers.noBody()), json.constructType(type));
    }

    private <T> T get(String path, Duration timeout, JavaType type) {
        return call(request(path).timeout(timeout).GET(), type);
    }

    private <T> T call(HttpRequest.Builder request, JavaType type) {
        return success(authorized(request), type);
    }

    private HttpResponse<byte[]> authorized(HttpRequest.Builder request) {
        return exchange(
                request.header("Authorization", "Bearer " + folder.adminToken()).build());
    }

    private <T> T success(HttpResponse<byte[]> response, JavaType type) {
        if (response.statusCode() >= FIRST_ERROR) {
            throw refused(response, response.body());
        }
        return read(response.body(), type);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + folder.running().managementPort() + path))
                .timeout(TIMEOUT);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        return exchange(client -> client.send(request, BodyHandlers.ofByteArray()));
    }

    @FunctionalInterface
    private interface Exchange<T> {
        T with(HttpClient client) throws IOException, InterruptedException;
    }

    private <T> T exchange(Exchange<T> exchange) {
        try (HttpClient client = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(TIMEOUT)
                .build()) {
            return exchange.with(client);
        } catch (IOException e) {
            throw new OperatorException(
                    "the server of " + folder.path() + " does not answer", "start it with sotto serve");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted", "call the command again");
        }
    }

    private <T> T read(byte[] body, JavaType type) {
        try {
            return json.readValue(new String(body, StandardCharsets.UTF_8), type);
        } catch (JsonProcessingException e) {
            throw new OperatorException(
                    "the management interface gave an answer that is none", "is another program on its port?");
        }
    }

    private OperatorException refused(HttpResponse<?> response, byte[] body) {
        boolean isProblem =
                response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
        String why = "status " + response.statusCode();
        if (isProblem) {
            Problem problem = read(body, json.constructType(Problem.class));
            why = problem.code();
        }
        return new OperatorException("the server refused: " + why, "the code is explained in docs/api.md");
    }
}
