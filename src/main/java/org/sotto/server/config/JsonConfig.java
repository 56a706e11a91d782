package org.sotto.server.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.sotto.api.ApiJson;

/// The contract's JSON as the server's only JSON.
@Singleton
final class JsonConfig implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        ApiJson.strict(mapper);
    }

    @Override
    public int priority() {
        return MINIMUM_PRIORITY; // after the framework's own, so that ours wins
    }
}
