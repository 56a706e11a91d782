package org.sotto.server.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Metrics in Prometheus' text form.
///
/// @param text as it was served
record Exposition(String text) {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Stream<MatchResult> lines() {
        return text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> LINE.matcher(line).results().findFirst().orElseThrow(() -> new AssertionError(line)));
    }

    TreeSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        lines().forEach(line -> names.add(line.group(1)));
        return names;
    }

    /// Every value of every label.
    Map<String, TreeSet<String>> labels() {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        lines().filter(line -> line.group(2) != null)
                .flatMap(line -> LABEL.matcher(line.group(2)).results())
                .forEach(label -> found.computeIfAbsent(label.group(1), name -> new TreeSet<>())
                        .add(label.group(2)));
        return found;
    }

    /// The value of a series, with its labels as they stand there.
    double value(String series) {
        List<Double> found = text.lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> Double.valueOf(line.substring(series.length() + 1)))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " lines of " + series);
        }
        return found.getFirst();
    }

    /// By how much these series are above what they were.
    Map<String, Double> since(Exposition before, List<String> series) {
        Map<String, Double> more = new LinkedHashMap<>();
        series.forEach(each -> more.put(each, value(each) - before.value(each)));
        return more;
    }
}
