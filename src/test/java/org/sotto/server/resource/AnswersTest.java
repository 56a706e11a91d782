package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sotto.api.ProblemCode.ATTESTATION_REFUSED;
import static org.sotto.api.ProblemCode.INTERNAL;
import static org.sotto.api.ProblemCode.MALFORMED_REQUEST;
import static org.sotto.api.ProblemCode.METHOD_NOT_ALLOWED;
import static org.sotto.api.ProblemCode.NOT_ACCEPTABLE;
import static org.sotto.api.ProblemCode.TOO_LARGE;
import static org.sotto.api.ProblemCode.UNAUTHENTICATED;
import static org.sotto.api.ProblemCode.UNSUPPORTED_MEDIA_TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sotto.api.ProblemCode;

/// The tables of all resources together leave nothing out, and say what docs/api.md says.
class AnswersTest {
    /// A call, its status of success, its own codes.
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /v1/\\S+)` \\| (\\d{3}) \\|(.*)\\|$");
    private static final Pattern CODE = Pattern.compile("`([a-z-]+)`");

    private static Set<Case> lines() {
        return Stream.of(
                        AuthenticationResourceTest.lines(),
                        ProofTest.lines(),
                        PlainHttpTest.lines(),
                        DeviceResourceTest.lines(),
                        IdentityResourceTest.lines(),
                        PrekeyResourceTest.lines(),
                        MailboxResourceTest.lines(),
                        MessageResourceTest.lines(),
                        MessageStorageTest.lines(),
                        SendLimitTest.lines(),
                        ServerResourceTest.lines(),
                        TokenResourceTest.lines())
                .flatMap(lines -> lines)
                .collect(Collectors.toSet());
    }

    /// What a client has to expect of one call.
    private record Answers(Set<Integer> successes, Set<ProblemCode> codes) {}

    @Test
    void everyCodeStandsOnALine() {
        Set<ProblemCode> seen =
                lines().stream().map(Case::code).filter(Objects::nonNull).collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(ProblemCode.class), seen);
    }

    @Test
    void everyCallGetsTheAnswersOfThePageAndNoOthers() throws IOException {
        Map<String, Answers> tested = new TreeMap<>();
        Map<String, Set<ProblemCode>> common = commonCodes();
        for (Case line : lines()) {
            if (common.containsKey(line.call())) {
                add(tested.computeIfAbsent(line.call(), call -> new Answers(new TreeSet<>(), new TreeSet<>())), line);
            }
        }
        // takes a maker's root that has expired: AttestationsTest
        tested.get("POST /v1/auth/session").codes().add(ATTESTATION_REFUSED);
        assertEquals(documented(common), tested);
    }

    private static void add(Answers answers, Case line) {
        if (line.code() == null) {
            answers.successes().add(line.status());
        } else if (line.code() != INTERNAL) { // may come of every call
            answers.codes().add(line.code());
        }
    }

    private static Map<String, Answers> documented(Map<String, Set<ProblemCode>> common) throws IOException {
        Map<String, Answers> documented = new TreeMap<>();
        for (MatchResult row :
                ROW.matcher(Files.readString(Path.of("docs/api.md"))).results().toList()) {
            Set<ProblemCode> codes = new TreeSet<>(common.getOrDefault(row.group(1), Set.of()));
            CODE.matcher(row.group(3))
                    .results()
                    .map(code -> ProblemCode.of(code.group(1)).orElseThrow())
                    .forEach(codes::add);
            documented.put(row.group(1), new Answers(Set.of(Integer.valueOf(row.group(2))), codes));
        }
        return documented;
    }

    /// The codes that a call shares with all of its kind, for every call of the API's description.
    private static Map<String, Set<ProblemCode>> commonCodes() throws IOException {
        Map<String, Set<ProblemCode>> calls = new TreeMap<>();
        JsonNode paths = new ObjectMapper()
                .readTree(Path.of("docs/openapi.json").toFile())
                .get("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                String call = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                calls.put(call, commonCodes(method.getValue()));
            }
        }
        return calls;
    }

    private static Set<ProblemCode> commonCodes(JsonNode operation) {
        Set<ProblemCode> codes = EnumSet.of(METHOD_NOT_ALLOWED, NOT_ACCEPTABLE);
        if (operation.has("security")) {
            codes.add(UNAUTHENTICATED);
        }
        if (operation.has("requestBody")) {
            codes.addAll(Set.of(MALFORMED_REQUEST, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE));
        }
        return codes;
    }
}
