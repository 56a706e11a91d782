package org.sotto.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.sotto.api.ApiJson;

/// JSON in and out of answers.
final class ApiClient {
    private static final ObjectMapper JSON = ApiJson.client();

    private ApiClient() {}

    static byte[] encode(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that is no JSON", e);
        }
    }

    /// @throws TransportException Refused, or BadAnswer for what is not of this type
    static <T> T decode(Answer answer, Class<T> type) {
        T decoded = parse(success(answer).body(), type);
        if (decoded == null) {
            throw new TransportException.BadAnswer("the server's answer is empty");
        }
        return decoded;
    }

    static Answer success(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw Problems.of(answer);
        }
        return answer;
    }

    private static <T> T parse(byte[] body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (IOException e) {
            throw new TransportException.BadAnswer("the server's answer is not understood");
        }
    }
}
