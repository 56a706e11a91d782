package org.sotto.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.QuarkusBindException;
import java.net.BindException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    @ParameterizedTest
    @CsvSource({
        "chat.example.org,chat.example.org:8443",
        "chat.example.org:443,chat.example.org:443",
        "192.0.2.1,192.0.2.1:8443",
        "[2001:db8::1],[2001:db8::1]:8443",
        "[2001:db8::1]:443,[2001:db8::1]:443"
    })
    void isReadWithAndWithoutAPort(String given, String text) {
        assertEquals(text, PublicAddress.parse(given, 8443).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":443",
                "host:",
                "host:0",
                "host:65536",
                "host:x",
                "ho st",
                "a/b",
                "[",
                "[]",
                "[]:1",
                "\u00e9.example"
            })
    void isRefusedWhenItIsNone(String given) {
        assertThrows(StartRefusedException.class, () -> PublicAddress.parse(given, 8443));
    }

    @Test
    void failuresOfTheStartAreOneLine() {
        Throwable inUse =
                new IllegalStateException(new QuarkusBindException("127.0.0.1", 8443, new BindException("in use")));
        assertEquals(
                "port 8443 is in use (hint: stop the other program, or give another --port)",
                StartFailure.explain(inUse));
        assertEquals(
                "plain (hint: do it)",
                StartFailure.explain(new RuntimeException(new StartRefusedException("plain (hint: do it)"))));
        assertEquals(
                "cannot listen on 203.0.113.9: no address of this machine (hint: check --host)",
                StartFailure.explain(new QuarkusBindException("203.0.113.9", -2, new BindException("cannot assign"))));
        String wrongKey = StartFailure.explain(
                new IllegalStateException(new SQLException("[SQLITE_NOTADB] File opened that is not a database file")));
        assertTrue(wrongKey.startsWith("the database does not open with the key beside it"), wrongKey);
        String unknown = StartFailure.explain(new IllegalStateException("two\nlines"));
        assertTrue(unknown.contains("two lines") && unknown.indexOf('\n') < 0, unknown);
    }
}
