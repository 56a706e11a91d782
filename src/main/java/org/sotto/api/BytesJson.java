package org.sotto.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.util.Base64;

/// Bytes as base64url without padding (RFC 4648, section 5), in their one canonical form.
final class BytesJson {
    private BytesJson() {}

    /// Stricter than Jackson's own, which skips blanks and ignores the unused bits of the last character.
    static final class Reader extends StdScalarDeserializer<byte[]> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(byte[].class);
        }

        @Override
        public byte[] deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (byte[]) context.handleUnexpectedToken(byte[].class, parser);
            }
            String text = parser.getText();
            byte[] bytes = decode(text);
            if (bytes == null) {
                // the text itself is not repeated: it may be a secret
                return (byte[]) context.handleWeirdStringValue(byte[].class, "", "not base64url without padding");
            }
            return bytes;
        }

        private static byte @org.jspecify.annotations.Nullable [] decode(String text) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                return again.equals(text) ? bytes : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }
}
