package org.sotto.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sotto.nativeimage.Entry.Source;

/// What the builder of a native image would be given: Quarkus makes it without one (`sources-only`).
final class ImageSources {
    private static final Path FOLDER = Path.of("target", "native-sources");
    private static final String METADATA = "META-INF/native-image/";

    private ImageSources() {}

    /// The program's own build stays where it is.
    static void make(Path log) throws IOException, InterruptedException {
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
        Process making = builder.start();
        if (!making.waitFor(240, TimeUnit.SECONDS) || making.exitValue() != 0) {
            making.destroyForcibly();
            throw new AssertionError("the native sources are not made: " + Files.readString(log));
        }
    }

    static ClassFiles image() throws IOException {
        return ClassFiles.below(FOLDER);
    }

    /// Of what the packaged program runs, and first what Quarkus transformed.
    static ClassFiles program() throws IOException {
        Path app = Path.of("target", "quarkus-app");
        return ClassFiles.below(app.resolve("quarkus/transformed-bytecode.jar"), app);
    }

    static Metadata metadata(ClassFiles image) throws IOException {
        List<Entry> entries = new ArrayList<>(Features.entries(image, FOLDER.resolve("native-image.args")));
        image.forEach(METADATA, (name, content) -> {
            if (!isExcluded(name)) {
                MetadataReader reader = new MetadataReader(source(name));
                try {
                    reader.read(name, content);
                } catch (IOException e) {
                    throw new UncheckedIOException(name, e);
                }
                entries.addAll(reader.entries());
            }
        });
        return new Metadata(entries);
    }

    /// `--exclude-config` of the arguments: Quarkus registers these handlers by itself.
    private static boolean isExcluded(String name) {
        return name.equals(METADATA + "io.netty/netty-codec/generated/handlers/reflect-config.json")
                || name.equals(METADATA + "io.netty/netty-handler/generated/handlers/reflect-config.json");
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
