package org.sotto.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A text from standard input: UTF-8, without the line end that an editor or echo leaves behind it.
final class StandardInput {
    /// 8,000 characters of four bytes, and room to see that there are more.
    private static final int MAX_BYTES = 64 * 1024;

    private StandardInput() {}

    /// @throws CliException more than 65,536 bytes, or not UTF-8
    static String text(InputStream in) {
        try {
            byte[] read = in.readNBytes(MAX_BYTES + 1);
            if (read.length > MAX_BYTES) {
                throw new CliException("the text has more than " + MAX_BYTES + " bytes", "send it in parts");
            }
            return withoutLineEnd(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new CliException("standard input is not UTF-8", "convert it, for example with iconv");
        } catch (IOException e) {
            throw new CliException("standard input cannot be read", "give the text as an argument");
        }
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
