package org.sotto.support;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sotto.api.ApiJson;

/// Requests that no record of the API can hold.
public final class Json {
    private Json() {}

    /// The request with another value in one field; null takes the field away.
    public static Map<String, Object> with(Object request, String field, Object value) {
        Map<String, Object> fields =
                ApiJson.client().convertValue(request, new TypeReference<LinkedHashMap<String, Object>>() {});
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        return fields;
    }
}
