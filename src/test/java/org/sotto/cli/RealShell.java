package org.sotto.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sotto.support.PackagedProgram;

/// One person who types `./sotto …`: each command is a process of its own.
final class RealShell {
    private static final long PATIENCE_SECONDS = 90;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    RealShell(Path folder, String name) {
        this.folder = folder;
        set("SOTTO_HOME", folder.resolve(name));
        set("SOTTO_PASSPHRASE_FILE", TestShell.secretFile(folder.resolve(name + ".pass"), name + "'s passphrase\n"));
    }

    RealShell set(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    Result run(String... args) throws IOException, InterruptedException {
        return runWithInput("", args);
    }

    Result runWithInput(String input, String... args) throws IOException, InterruptedException {
        return finish(start(args), input);
    }

    Process start(String... args) throws IOException {
        List<String> command = Stream.concat(Stream.of(PackagedProgram.launcher()), Stream.of(args))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SOTTO_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Result finish(Process process, String input) throws IOException, InterruptedException {
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the command does not end");
        }
        return new Result(process.exitValue(), out, err);
    }
}
