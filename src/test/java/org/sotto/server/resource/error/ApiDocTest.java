package org.sotto.server.resource.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sotto.api.BundleRequest;
import org.sotto.api.ProblemCode;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.crypto.primitive.Hash;
import org.sotto.support.TestDevice;
import org.sotto.support.TestPrekeys;
import org.sotto.support.TestServer;
import org.sotto.support.TestTokens;

/// Runs every curl line of docs/api.md, in its order, and holds its list of codes to the code.
@QuarkusTest
class ApiDocTest {
    private static final Path PAGE = Path.of("docs/api.md");
    private static final Pattern BLOCK = Pattern.compile("```sh (\\d{3})\\n(.*?)```", Pattern.DOTALL);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestServer server;
    private final TestTokens tokens;

    ApiDocTest(TestServer server, TestTokens tokens) {
        this.tokens = tokens;
        this.server = server;
    }

    private record Line(int status, String command) {}

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            lines.add(new Line(
                    Integer.parseInt(matcher.group(1)), matcher.group(2).strip()));
        }
        return lines;
    }

    @Test
    void everyLineGetsTheStatusThatThePagePromises() throws Exception {
        assumeTrue(hasCurl(), "curl with --json (7.82) is not installed");
        Map<String, String> variables = variables();
        List<Line> lines = lines();
        for (Line line : lines) {
            String answer = run(line.command() + " -w '\\n%{http_code}'", variables);
            assertTrue(answer.endsWith("\n" + line.status()), line.command() + "\n" + answer);
        }
        assertEquals(25, lines.size(), "every call has its line");
    }

    @Test
    void everyCodeIsListedWithItsNumberAndStatus() throws IOException {
        String page = Files.readString(PAGE);
        for (ProblemCode code : ProblemCode.values()) {
            String row = "| `" + code.code() + "` | " + code.number() + " | " + Problems.status(code) + " | ";
            assertTrue(page.contains(row), row);
        }
    }

    private Map<String, String> variables() throws IOException, GeneralSecurityException {
        TestDevice device = server.registered();
        BundleRequest card = server.publicMailbox(device);
        byte[] secret = TestDevice.random(32);
        byte[] blob = TestDevice.random(2_048);
        blob[0] = 1; // an ordinary one
        byte[] key = server.trustStore().getCertificate("sotto").getPublicKey().getEncoded();
        Map<String, String> variables = new HashMap<>();
        variables.put("SERVER", "https://localhost:" + server.httpsPort());
        variables.put("PIN", "sha256//" + Base64.getEncoder().encodeToString(Hash.sha256(key)));
        variables.put("TOKEN", server.token(device));
        variables.put("DATA", server.data("").toString());
        variables.put("MANAGEMENT", "http://127.0.0.1:" + server.managementPort());
        variables.put("DEVICE_ID", text(device.id()));
        variables.put("OTHER_DEVICE", text(server.registered().id()));
        variables.put("NONCE", text(TestDevice.random(32)));
        variables.put("CODE", text(TestDevice.random(16)));
        variables.put("PROOF", text(new byte[64]));
        variables.put("IDENTITY_RECORD", text(device.identity().record().encode()));
        variables.put("CARD_MAILBOX", text(card.mailbox()));
        variables.put("CARD_SECRET", text(card.sendSecret()));
        variables.put("MAILBOX", text(TestDevice.random(32)));
        variables.put("SEND_SECRET", text(secret));
        variables.put("SEND_SECRET_HASH", text(Hash.sha512(Label.SEND.bytes(), secret)));
        variables.put("MESSAGE_ID", text(TestDevice.random(16)));
        variables.put("BLOB", text(blob));
        variables.put("ISSUER_KEY_ID", text(tokens.key().id()));
        variables.put("BLINDED", text(new byte[256]));
        try (SignedPreKeyPair signed =
                        SignedPreKeyPair.generate(device.identity(), 1, System.currentTimeMillis(), RANDOM);
                OneTimePreKeyPair oneTime = OneTimePreKeyPair.generate(device.identity(), 1, RANDOM)) {
            variables.put("SIGNED_PREKEY", text(signed.record().encode()));
            variables.put("ONE_TIME_PREKEY", text(oneTime.record().encode()));
        }
        try (IdentityKeyPair next = IdentityKeyPair.generate(RANDOM)) {
            long now = System.currentTimeMillis();
            variables.put(
                    "ROTATION",
                    text(IdentityRotation.sign(device.identity(), next, now).encode()));
            variables.put("NEXT_SIGNED_PREKEY", text(TestPrekeys.signed(next, 2, now)));
        }
        return variables;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean hasCurl() throws IOException, InterruptedException {
        return run("curl --help all 2>&1 | grep -c -e --json", Map.of()).strip().equals("1");
    }

    private static String run(String command, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), command);
        return output;
    }
}
