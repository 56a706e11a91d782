package org.sotto.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiJsonTest {
    private final ObjectMapper server = ApiJson.server();
    private final ObjectMapper client = ApiJson.client();

    @Test
    void writesSnakeCaseBase64UrlAndMilliseconds() throws JsonProcessingException {
        SendResponse answer = new SendResponse(
                SendResponse.ENQUEUED, new byte[] {-1, -2, -3, -4}, Instant.parse("2026-11-23T17:00:00Z"));
        assertEquals(
                "{\"status\":\"enqueued\",\"message_id\":\"__79_A\",\"timestamp\":\"2026-11-23T17:00:00.000Z\"}",
                server.writeValueAsString(answer));
    }

    @Test
    void cutsAFinerTimeToMilliseconds() throws JsonProcessingException {
        assertEquals(
                "\"2026-11-23T17:00:00.123Z\"",
                client.writeValueAsString(Instant.parse("2026-11-23T17:00:00.123456Z")));
    }

    @Test
    void readsWhatItWrites() throws JsonProcessingException {
        Page<MailboxInfo> page =
                new Page<>(List.of(new MailboxInfo(new byte[32], MailboxKind.CONTACT, Instant.ofEpochMilli(7))), null);
        String json = server.writeValueAsString(page);
        assertTrue(json.contains("\"kind\":\"contact\""), json);
        Page<MailboxInfo> again = client.readerFor(
                        client.getTypeFactory().constructParametricType(Page.class, MailboxInfo.class))
                .readValue(json);
        assertEquals(Instant.ofEpochMilli(7), again.items().getFirst().created());
        assertArrayEquals(new byte[32], again.items().getFirst().mailbox());
    }

    @Test
    void aClientIgnoresUnknownFields() throws JsonProcessingException {
        assertEquals(
                3,
                client.readValue("{\"acknowledged\":3,\"later\":1}", AckResponse.class)
                        .acknowledged());
    }

    @Nested
    class ServerRefuses {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"ids\":[],\"more\":1}",
                    "{\"ids\":[],\"ids\":[]}",
                    "{\"ids\":[]} {}",
                    "{\"ids\":[\"AA==\"]}",
                    "{\"ids\":[\"AB\"]}",
                    "{\"ids\":[\" AA\"]}",
                    "{\"ids\":[\"+/+/\"]}",
                    "{\"ids\":[5]}",
                    "{\"ids\":[[1]]}",
                    "{\"ids\":\"AA\"}",
                    "{\"ids\":[",
                    "[]",
                    ""
                })
        void bytes(String json) {
            assertThrows(JsonProcessingException.class, () -> server.readValue(json, AckRequest.class));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"2026-11-23T17:00:00.0001Z\"",
                    "\"2026-11-23\"",
                    "\"1960-01-01T00:00:00Z\"",
                    "\"+1000000000-01-01T00:00:00Z\"",
                    "17",
                    "\"\""
                })
        void times(String json) {
            assertThrows(JsonProcessingException.class, () -> server.readValue(json, Instant.class));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"kind\":0}", "{\"kind\":\"PUBLIC\"}", "{\"kind\":\"other\"}"})
        void kinds(String json) {
            assertThrows(JsonProcessingException.class, () -> server.readValue(json, MailboxRequest.class));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"suite\":null}", "{\"suite\":\"1\"}", "{\"suite\":1.5}", "{}"})
        void suites(String json) {
            assertThrows(JsonProcessingException.class, () -> server.readValue(json, ChallengeRequest.class));
        }
    }

    @Nested
    class Constraints {
        private final Validator validator =
                Validation.buildDefaultValidatorFactory().getValidator();

        @Test
        void takeTheExactSize() {
            assertEquals(0, problems(new BundleRequest(new byte[32], new byte[32])));
        }

        @Test
        void refuseOneByteMoreOrLess() {
            assertEquals(2, problems(new BundleRequest(new byte[31], new byte[33])));
        }

        @Test
        @SuppressWarnings("NullAway") // what Jackson hands over for an absent field
        void refuseAnAbsentField() {
            assertEquals(2, problems(new BundleRequest(null, null)));
        }

        @Test
        void lookIntoLists() {
            assertEquals(0, problems(new AckRequest(List.of(new byte[16]))));
            assertEquals(1, problems(new AckRequest(List.of(new byte[16], new byte[15]))));
            assertEquals(1, problems(new AckRequest(Arrays.asList(new byte[16], null))));
            assertEquals(1, problems(new AckRequest(List.of())));
            assertEquals(
                    0,
                    problems(new AckRequest(
                            Stream.generate(() -> new byte[16]).limit(256).toList())));
            assertEquals(
                    1,
                    problems(new AckRequest(
                            Stream.generate(() -> new byte[16]).limit(257).toList())));
        }

        @Test
        void letAnOptionalFieldBeAbsent() {
            assertEquals(0, problems(new PrekeyUpload(null, List.of())));
            assertEquals(1, problems(new PrekeyUpload(new byte[2901], List.of())));
        }

        @Test
        void knowOneSuite() {
            Instant now = Instant.EPOCH;
            assertEquals(0, problems(new ChallengeRequest(new byte[32], 1, new byte[32], now)));
            assertEquals(1, problems(new ChallengeRequest(new byte[32], 2, new byte[32], now)));
            assertEquals(1, problems(new ChallengeRequest(new byte[32], 0, new byte[32], now)));
        }

        private int problems(Object request) {
            return validator.validate(request).size();
        }
    }

    @Test
    void problemCodesAreStableAndUnique() {
        assertEquals(
                ProblemCode.values().length,
                Stream.of(ProblemCode.values())
                        .mapToInt(ProblemCode::number)
                        .distinct()
                        .count());
        for (ProblemCode code : ProblemCode.values()) {
            assertEquals(code, ProblemCode.of(code.code()).orElseThrow());
            assertEquals(code, ProblemCode.of(code.number()).orElseThrow());
        }
        assertTrue(ProblemCode.of("of-a-later-version").isEmpty());
        assertEquals(
                "urn:sotto:problem:mailbox-full",
                Problem.of(ProblemCode.MAILBOX_FULL, 429, null).type());
    }
}
