package org.sotto.nativeimage;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which classes are initialized when the program runs. Quarkus has everything else initialized by the builder: what a
/// static initializer asks for is asked for there.
final class Initialization {
    private static final Pattern OPTION = Pattern.compile("--initialize-at-run-time=(\\S+)");

    private final CallSites sites;
    private final Set<String> atRunTime = new TreeSet<>();
    private final Map<String, Boolean> answers = new HashMap<>();

    /// @param image what the builder is given
    Initialization(ClassFiles image, CallSites sites) {
        this(image, sites, name -> false);
    }

    /// For a control: without the names that `removed` picks.
    Initialization(ClassFiles image, CallSites sites, Predicate<String> removed) {
        this.sites = sites;
        image.forEach("META-INF/native-image/", (name, content) -> {
            if (name.endsWith("/native-image.properties")) {
                properties(content);
            }
        });
        image.model("io.quarkus.runner.Feature").ifPresent(this::feature);
        atRunTime.removeIf(removed);
    }

    private void properties(byte[] content) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(content, java.nio.charset.StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher option = OPTION.matcher(properties.getProperty("Args", ""));
        while (option.find()) {
            atRunTime.addAll(Set.of(option.group(1).split(",")));
        }
    }

    /// The names it gathers before each call of `initializeAtRunTime`.
    private void feature(ClassModel feature) {
        Set<String> gathered = new TreeSet<>();
        feature.methods().stream().flatMap(method -> method.code().stream()).forEach(code -> {
            gathered.clear();
            for (CodeElement element : code) {
                if (element instanceof ConstantInstruction.LoadConstantInstruction load
                        && load.constantEntry() instanceof StringEntry text) {
                    gathered.add(text.stringValue());
                } else if (element instanceof InvokeInstruction call
                        && call.name().equalsString("initializeAtRunTime")) {
                    gathered.stream().filter(name -> name.contains(".")).forEach(atRunTime::add);
                    gathered.clear();
                }
            }
        });
    }

    /// Is it the program that runs this class's initializer? It is so for a class, a package, and what extends one.
    boolean isAtRunTime(String className) {
        return answers.computeIfAbsent(className, this::isListed);
    }

    private boolean isListed(String className) {
        String name = className;
        while (name != null && !name.equals("java.lang.Object")) {
            for (String each : atRunTime) {
                if (name.equals(each) || name.startsWith(each + ".")) {
                    return true;
                }
            }
            name = sites.superclass(name).orElse(null);
        }
        return false;
    }
}
