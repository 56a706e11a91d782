package org.sotto.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.sotto.api.ApiJson;
import org.sotto.api.CertificateInfo;
import org.sotto.api.InvitationLink;
import org.sotto.api.Problem;

/// Calls the management interface of the server that owns a data folder: plain HTTP on loopback, behind the bearer
/// secret in `admin.token`, which only the operator can read.
public final class OperatorClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int FIRST_ERROR = 400;

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

    /// @throws OperatorException no server runs on the folder, or it is not ready
    public void requireReady() {
        HttpResponse<byte[]> response =
                exchange(request("/q/health/ready").GET().build());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new OperatorException("the server is not ready", "its log says what it waits for");
        }
    }

    private <T> T post(String path, Class<T> type) {
        HttpResponse<byte[]> response = exchange(request(path)
                .header("Authorization", "Bearer " + folder.adminToken())
                .POST(BodyPublishers.noBody())
                .build());
        if (response.statusCode() >= FIRST_ERROR) {
            throw refused(response);
        }
        return read(response.body(), type);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + folder.running().managementPort() + path))
                .timeout(TIMEOUT);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try (HttpClient client = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(TIMEOUT)
                .build()) {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new OperatorException(
                    "the server of " + folder.path() + " does not answer", "start it with sotto serve");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted", "call the command again");
        }
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            return json.readValue(new String(body, StandardCharsets.UTF_8), type);
        } catch (JsonProcessingException e) {
            throw new OperatorException(
                    "the management interface gave an answer that is none", "is another program on its port?");
        }
    }

    private OperatorException refused(HttpResponse<byte[]> response) {
        boolean isProblem =
                response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
        String why = isProblem ? read(response.body(), Problem.class).code() : "status " + response.statusCode();
        return new OperatorException("the server refused: " + why, "the code is explained in docs/api.md");
    }
}
