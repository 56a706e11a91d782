package org.sotto.server.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sotto.support.Rest;

/// Grafana's dashboard and the operator's page speak of metrics that the server has, and of all that are its own.
@QuarkusTest
class DashboardTest {
    private static final Path DASHBOARD = Path.of("docker/grafana/dashboards/sotto.json");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
    private static final Pattern GROUPS = Pattern.compile("\\bby \\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("\\b[a-z]+(?:_[a-z]+)+\\b(?!\\()");
    /// Prometheus' own word for whether a scrape succeeded.
    private static final String UP = "up{job=\"sotto\"}";

    private final Rest rest;

    DashboardTest(Rest rest) {
        this.rest = rest;
    }

    private Exposition metrics() throws IOException {
        rest.stranger().get("/v1/server").then().statusCode(200); // a metric of requests is made by the first one
        return new Exposition(rest.operator()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static List<String> expressions() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        return dashboard.findValuesAsText("expr");
    }

    private static Set<String> names(String expression) {
        String bare = GROUPS.matcher(LABELS.matcher(expression).replaceAll("")).replaceAll("");
        return NAME.matcher(bare).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    /// Names of the expressions that the server does not have; `up` is none of its own.
    private static Set<String> unknown(List<String> expressions, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        for (String expression : expressions) {
            Set<String> names = names(expression);
            assertTrue(!names.isEmpty() || expression.equals(UP), expression);
            unknown.addAll(names);
        }
        unknown.removeAll(known);
        return unknown;
    }

    @Test
    void eachOfItsMetricsIsThere() throws IOException {
        List<String> expressions = expressions();
        assertTrue(expressions.size() > 20, expressions.size() + " expressions");
        assertEquals(Set.of(), unknown(expressions, metrics().names()));
    }

    /// The control.
    @Test
    void oneThatIsNotThereIsFound() throws IOException {
        List<String> planted = List.of("sum by (le) (rate(sotto_write_seconds_bucket[5m]))", "1 - sotto_messages_lost");
        assertEquals(Set.of("sotto_messages_lost"), unknown(planted, metrics().names()));
    }

    /// A metric of the server's own, without the endings that Prometheus adds to a timer or a summary.
    private static String family(String name) {
        return name.replaceFirst("_(bucket|count|sum|max)$", "");
    }

    private Set<String> own() throws IOException {
        return metrics().names().stream()
                .filter(name -> name.startsWith("sotto_"))
                .map(DashboardTest::family)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePageHasARowForEachOfTheServersOwnAndNoOther() throws IOException {
        Set<String> rows = Pattern.compile("^\\| `(sotto_[a-z_]+)`", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs/operations.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(own(), rows);
    }

    @Test
    void theDashboardShowsEachOfTheServersOwn() throws IOException {
        Set<String> shown = expressions().stream()
                .flatMap(expression -> names(expression).stream())
                .map(DashboardTest::family)
                .collect(Collectors.toSet());
        Set<String> hidden = new TreeSet<>(own());
        hidden.removeAll(shown);
        assertEquals(Set.of(), hidden);
    }
}
