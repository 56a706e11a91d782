package org.sotto.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sotto.nativeimage.Entry.Source;

/// What the builder of a native image would be given: Quarkus makes it without one (`sources-only`).
final class ImageSources {
    private static final Path FOLDER = Path.of("target", "native-sources");
    private static final Path ARGUMENTS = FOLDER.resolve("native-image.args");
    private static final Pattern EXCLUSION = Pattern.compile("--exclude-config (\\S+) (\\S+)");
    private static final String METADATA = "META-INF/native-image/";

    private ImageSources() {}

    /// The program's own build stays where it is. It takes half a minute, so something else can go on meanwhile.
    static Process start(Path log) throws IOException {
        String maven = System.getProperty("sotto.maven", "");
        List<String> command = List.of(
                maven.isEmpty() ? "mvn" : Path.of(maven, "bin", "mvn").toString(),
                "-q",
                "-B",
                "-Dnative",
                "-Dquarkus.native.sources-only=true",
                "-Dquarkus.package.output-directory=native-metadata",
                "quarkus:build");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /// @param log what was given to [#start]
    static void finish(Process making, Path log) throws IOException, InterruptedException {
        if (!making.waitFor(240, TimeUnit.SECONDS) || making.exitValue() != 0) {
            making.destroyForcibly();
            throw new AssertionError("the native sources are not made: " + Files.readString(log));
        }
    }

    static ClassFiles image() throws IOException {
        return ClassFiles.below(FOLDER).excluding(excluded(Files.readString(ARGUMENTS)));
    }

    /// Of what the packaged program runs, and first what Quarkus transformed.
    static ClassFiles program() throws IOException {
        Path app = Path.of("target", "quarkus-app");
        return ClassFiles.below(app.resolve("quarkus/transformed-bytecode.jar"), app);
    }

    static Metadata metadata(ClassFiles image) throws IOException {
        List<Entry> entries = new ArrayList<>(Features.entries(image, FOLDER.resolve("native-image.args")));
        image.forEach(METADATA, (name, content) -> {
            MetadataReader reader = new MetadataReader(source(name));
            try {
                reader.read(name, content);
            } catch (IOException e) {
                throw new UncheckedIOException(name, e);
            }
            entries.addAll(reader.entries());
        });
        return new Metadata(entries);
    }

    /// `--exclude-config` has a pattern of jars, and one of the files in them.
    private static BiPredicate<String, String> excluded(String arguments) {
        BiPredicate<String, String> excluded = (jar, name) -> false;
        Matcher exclusion = EXCLUSION.matcher(arguments);
        while (exclusion.find()) {
            Pattern jars = Pattern.compile(exclusion.group(1));
            Pattern names = Pattern.compile(exclusion.group(2));
            excluded = excluded.or((jar, name) ->
                    jars.matcher(jar).find() && names.matcher("/" + name).find());
        }
        return excluded;
    }

    private static Source source(String name) {
        if (name.startsWith(METADATA + "picocli-generated/")) {
            return Source.PICOCLI;
        }
        if (name.startsWith(METADATA + "org.sotto/")) {
            return Source.OURS;
        }
        return name.indexOf('/', METADATA.length()) < 0 ? Source.QUARKUS : Source.LIBRARY;
    }
}
