package org.sotto.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.sotto.nativeimage.agent.RecordingAgent;

/// Makes the agent's jar of its compiled classes.
final class AgentJar {
    private AgentJar() {}

    static Path make(Path folder) throws Exception {
        Path classes = Path.of(RecordingAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path room = classes.resolve(RecordingAgent.class.getPackageName().replace('.', '/'));
        Path jar = folder.resolve(RecordingAgent.AGENT_JAR);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest());
                Stream<Path> files = Files.list(room)) {
            files.sorted().forEach(file -> add(out, classes.relativize(file).toString(), file));
        }
        return jar;
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", RecordingAgent.class.getName());
        attributes.putValue("Boot-Class-Path", RecordingAgent.AGENT_JAR);
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue("Can-Redefine-Classes", "true");
        return manifest;
    }

    private static void add(JarOutputStream out, String name, Path file) {
        try {
            out.putNextEntry(new JarEntry(name));
            Files.copy(file, out);
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
