package org.sotto.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every test that the documents name exists, so that a claim leads to its proof.
final class DocumentedTestsTest {
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

    @Test
    void everyTestThatADocumentNamesExists() throws IOException {
        Set<String> existing = testClasses();
        Set<String> missing = new TreeSet<>();
        int named = 0;
        for (Path document : documents()) {
            for (String name : named(Files.readString(document))) {
                named++;
                if (!existing.contains(name)) {
                    missing.add(document + ": " + name);
                }
            }
        }
        assertTrue(named > 20, "the threat model names its tests");
        assertEquals(Set.of(), missing);
    }

    @Test
    void aNameThatDoesNotExistWouldBeFound() throws IOException {
        Set<String> names = named("see `PlantedNameTest`");
        assertEquals(Set.of("PlantedNameTest"), names);
        assertTrue(testClasses().stream().noneMatch(names::contains));
    }

    private static Set<String> named(String text) {
        return NAME.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static Set<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            Set<Path> found =
                    docs.filter(file -> file.toString().endsWith(".md")).collect(Collectors.toSet());
            found.add(Path.of("README.md"));
            return found;
        }
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            return sources.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
