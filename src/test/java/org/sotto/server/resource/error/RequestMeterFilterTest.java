package org.sotto.server.resource.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Which requests are measured. `MetricsTest` makes some of the others at a server.
class RequestMeterFilterTest {
    private final RequestMeterFilter filter = new RequestMeterFilter();

    private MeterFilterReply reply(String name, String method, String uri) {
        return filter.accept(new Meter.Id(name, Tags.of("method", method, "uri", uri), null, null, Meter.Type.TIMER));
    }

    @Test
    void everyPathOfTheApiIsMeasured() throws IOException {
        JsonNode api = new ObjectMapper().readTree(Path.of("docs/openapi.json").toFile());
        TreeSet<String> unmeasured = new TreeSet<>();
        api.path("paths").fieldNames().forEachRemaining(unmeasured::add);
        assertTrue(unmeasured.size() > 10, unmeasured.toString());
        unmeasured.removeIf(path -> reply("http.server.requests", "POST", path) == MeterFilterReply.NEUTRAL);
        assertEquals(new TreeSet<>(), unmeasured, "name them in RequestMeterFilter");
    }

    @Test
    void whatACallerMadeUpIsNot() {
        assertEquals(MeterFilterReply.DENY, reply("http.server.requests", "MYMETHOD", "/v1/server"));
        assertEquals(MeterFilterReply.DENY, reply("http.server.requests", "GET", "/admin/devices/mB0J"));
        assertEquals(MeterFilterReply.DENY, reply("http.server.requests", "GET", "/v1/mailboxes/AAAA"));
        assertEquals(MeterFilterReply.NEUTRAL, reply("sotto.messages", "MYMETHOD", "/v1/mailboxes/AAAA"));
    }
}
