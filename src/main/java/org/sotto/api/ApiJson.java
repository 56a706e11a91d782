package org.sotto.api;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Instant;

/// The one Jackson configuration: names in snake_case (on the records), bytes as base64url without padding, times as
/// ISO-8601 in UTC with milliseconds. It needs no module beside Jackson's core.
public final class ApiJson {
    private ApiJson() {}

    /// For a client: unknown fields of an answer are ignored, so that a later server may add some.
    public static ObjectMapper client() {
        ObjectMapper mapper = configure(newMapper());
        return mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /// For a server: unknown, doubled and trailing fields of a request are refused.
    public static ObjectMapper server() {
        return strict(newMapper());
    }

    /// The server's settings on a mapper that a framework has made.
    public static ObjectMapper strict(ObjectMapper mapper) {
        return configure(mapper)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    private static ObjectMapper newMapper() {
        return JsonMapper.builder()
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }

    private static ObjectMapper configure(ObjectMapper mapper) {
        SimpleModule module = new SimpleModule("sotto");
        module.addDeserializer(byte[].class, new BytesJson.Reader());
        module.addSerializer(Instant.class, new InstantJson.Writer());
        module.addDeserializer(Instant.class, new InstantJson.Reader());
        mapper.setBase64Variant(Base64Variants.MODIFIED_FOR_URL);
        return mapper.registerModule(module);
    }
}
