package org.sotto.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.sotto.api.ApiJson;
import org.sotto.support.TestMailbox;

/// One device that sends by REST, each message as soon as the last one is answered. It writes the JSON once and changes
/// the message's id in it.
final class RestSender {
    private static final int ACCEPTED = 202;
    private static final int ID = 16;

    private final HttpClient client;
    private final RequestOptions call;
    private final Load load;
    private final Random random = new Random();
    private final byte[] json;
    private final int idAt;

    RestSender(HttpClient client, int port, String token, Load load, TestMailbox recipient, int blob)
            throws JsonProcessingException {
        this.client = client;
        this.call = new RequestOptions()
                .setHost("localhost")
                .setPort(port)
                .setMethod(HttpMethod.POST)
                .setURI("/v1/messages")
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Content-Type", "application/json");
        this.load = load;
        byte[] id = new byte[ID];
        String text = ApiJson.client().writeValueAsString(recipient.send(id, TestMailbox.blob(1, blob)));
        this.idAt = text.indexOf(encoded(id));
        this.json = text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(byte[] id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /// Sends until the load is stopped; call it on an event loop.
    void send() {
        long start = System.nanoTime();
        byte[] id = ByteBuffer.allocate(ID)
                .putLong(start)
                .putLong(random.nextLong())
                .array();
        Buffer body = Buffer.buffer(json.clone()).setString(idAt, encoded(id));
        client.request(call)
                .compose(request -> request.send(body))
                .compose(RestSender::accepted)
                .onFailure(load::failed)
                .onSuccess(done -> {
                    load.sent(System.nanoTime() - start);
                    if (load.isClosedLoop()) {
                        send();
                    }
                });
    }

    private static Future<Void> accepted(HttpClientResponse response) {
        return response.statusCode() == ACCEPTED
                ? response.end()
                : Future.failedFuture("refused with " + response.statusCode());
    }
}
