package org.sotto.server.settings;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import org.sotto.server.config.StartRefusedException;

/// Reads `config.json` strictly: UTF-8, one object, no key twice, nothing behind it.
final class SettingsFile {
    private static final int MAX_BYTES = 64 << 10;
    private static final Set<PosixFilePermission> WRITE_OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SettingsFile() {}

    /// @throws StartRefusedException if the file cannot be read, others may write it, or it is not in order
    static Map<SettingKey, Given> read(Path file) {
        return SettingsTree.flatten(parse(file, content(file)), file);
    }

    private static String content(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(WRITE_OF_OTHERS::contains)) {
                throw new StartRefusedException(
                        "others can write the settings " + file + " (hint: chmod go-w " + file + ")");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new StartRefusedException("the settings " + file + " are too large (hint: at most 64 kib)");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new StartRefusedException("the settings " + file + " are not in utf-8 (hint: save them so)", e);
        } catch (IOException e) {
            throw new StartRefusedException(
                    "cannot read the settings " + file + " (hint: is it a file that this user may read?)", e);
        }
    }

    private static JsonNode parse(Path file, String text) {
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new StartRefusedException(
                    "the settings " + file + " are no strict json" + where + ": " + what(e)
                            + " (hint: compare with docs/config.example.json)",
                    e);
        }
    }

    /// The parser's own words repeat what stands in the file.
    private static String what(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (e instanceof JsonParseException && message.startsWith("Duplicate field")) {
            return "a key stands there twice";
        }
        return message.startsWith("Trailing token") ? "something follows the object" : "it does not parse";
    }
}
