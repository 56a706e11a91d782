package org.sotto.nativeimage;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.sotto.nativeimage.Entry.Group;
import org.sotto.nativeimage.agent.Kind;

/// Says for a sighting why the image has what it needs: an entry of [Metadata], or what the builder does by itself.
final class Coverage {
    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double", "void");

    private static final Set<Kind> OF_PROCESS = Set.of(Kind.PROCESS, Kind.LIBRARY, Kind.DOWNCALL);

    /// Asked for by every sighting and every control.
    private static final Map<String, Boolean> OF_JDK = new ConcurrentHashMap<>();

    private final Metadata metadata;
    private final CallSites sites;
    private final Initialization initialization;
    private final Substitutions substitutions;
    /// Members that a call with constant arguments looked up, or that a static initializer did in the builder.
    private final Set<String> membersOfBuilder = new HashSet<>();

    Coverage(Metadata metadata, Builder builder, List<Sighting> recording) {
        this.metadata = metadata;
        this.sites = builder.sites();
        this.initialization = builder.initialization();
        this.substitutions = builder.substitutions();
        for (Sighting each : recording) {
            if (each.kind() == Kind.MEMBER && (hasConstants(each) || inBuilder(each))) {
                membersOfBuilder.add(each.target());
            }
        }
    }

    /// Empty: the image lacks it.
    Optional<String> of(Sighting sighting) {
        Optional<String> outside = irrelevant(sighting);
        if (outside.isPresent()) {
            return outside;
        }
        if (OF_PROCESS.contains(sighting.kind()) && isOurs(sighting) && inBuilder(sighting)) {
            return Optional.empty(); // a library of the builder's process, its seed, its addresses in the image
        }
        Optional<String> entry = entry(sighting).map(source -> source.name());
        return entry.isPresent() ? entry : byBuilder(sighting);
    }

    /// What is no question of metadata at all.
    private Optional<String> irrelevant(Sighting sighting) {
        if (sighting.site().isEmpty()) {
            return Optional.of("nobody outside the JDK");
        }
        if (sighting.kind() == Kind.LOADED && (!sighting.through().isEmpty() || !sites.calls(sighting, "loadClass"))) {
            return Optional.of("linking by the JVM");
        }
        if (sighting.kind() == Kind.ARRAY && !sighting.through().isEmpty()) {
            return Optional.of("a copy by the JDK, of an array that is there");
        }
        if (sighting.siteClass().startsWith("io.quarkus.bootstrap.runner.")) {
            return Optional.of("the packaged program's loader");
        }
        if (!sighting.through().isEmpty() && ofJdk(sighting.type()) && sighting.kind() != Kind.RESOURCE) {
            return Optional.of("the JDK to itself");
        }
        return Optional.empty();
    }

    private static boolean ofJdk(String type) {
        return OF_JDK.computeIfAbsent(type.split(",")[0], Coverage::isNamed);
    }

    private static boolean isNamed(String name) {
        if (PRIMITIVES.contains(name) || name.startsWith("jdk.internal.")) {
            return true;
        }
        try {
            return Class.forName(name, false, ClassLoader.getSystemClassLoader())
                    .getModule()
                    .isNamed();
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private Optional<Entry.Source> entry(Sighting sighting) {
        String type = sighting.type();
        return switch (sighting.kind()) {
            case CLASS, LOADED, ARRAY -> metadata.entry(Group.REFLECTION, type);
            case MEMBER -> metadata.queried(Group.REFLECTION, type, sighting.member());
            case HANDLE -> metadata.entry(Group.REFLECTION, type, each -> mayHandle(each, sighting.member()));
            case INVOKED, FIELD -> metadata.called(Group.REFLECTION, type, sighting.member());
            case PUBLIC_METHODS, DECLARED_METHODS -> bulk(type, "Methods");
            case PUBLIC_CONSTRUCTORS, DECLARED_CONSTRUCTORS -> bulk(type, "Constructors");
            case PUBLIC_FIELDS, DECLARED_FIELDS -> fields(type);
            case RECORD_COMPONENTS ->
                metadata.entry(Group.REFLECTION, type, each -> each.has("type") || each.has("allRecordComponents"));
            case PROXY -> metadata.entry(Group.PROXY, sighting.target());
            case RESOURCE -> metadata.resource(sighting.target());
            case BUNDLE -> metadata.entry(Group.BUNDLE, sighting.target());
            case SERIALIZED -> metadata.entry(Group.SERIALIZATION, type);
            case DOWNCALL -> metadata.entry(Group.DOWNCALL, sighting.target());
            case SERVICE, LIBRARY, PROCESS, BROKEN -> Optional.empty();
        };
    }

    private Optional<Entry.Source> bulk(String type, String what) {
        return metadata.entry(
                Group.REFLECTION,
                type,
                each -> each.has("type")
                        || each.has("allDeclared" + what)
                        || each.has("allPublic" + what)
                        || each.has("queryAllDeclared" + what)
                        || each.has("queryAllPublic" + what));
    }

    /// picocli-codegen registers the fields of a command that have an annotation, and nobody asks for others.
    private Optional<Entry.Source> fields(String type) {
        Optional<Entry.Source> all = bulk(type, "Fields");
        return all.isPresent()
                ? all
                : metadata.entry(Group.REFLECTION, type, each -> each.source() == Entry.Source.PICOCLI);
    }

    private static boolean mayHandle(Entry entry, String name) {
        return entry.fields().contains(name)
                || entry.called().stream().anyMatch(each -> each.startsWith(name + "("))
                || (name.equals("<init>") ? entry.has("allDeclaredConstructors") : entry.has("allDeclaredMethods"))
                || entry.has("allDeclaredFields");
    }

    private Optional<String> byBuilder(Sighting sighting) {
        if (sighting.kind() == Kind.PROCESS) {
            return Optional.of("made when the program runs");
        }
        if (inBuilder(sighting)) {
            return Optional.of("a static initializer, in the builder");
        }
        if (substitutions.replace(sighting.siteClass(), sighting.siteMethod())) {
            return Optional.of("a method that is replaced in an image");
        }
        if (isProxy(sighting.siteClass()) || isProxy(sighting.type())) {
            return Optional.of("a proxy class, made by the builder");
        }
        if (sighting.kind() == Kind.SERVICE) {
            return Optional.of("seen as its resources and its classes");
        }
        if (sighting.kind() == Kind.LIBRARY) {
            return Optional.of("seen as a resource");
        }
        if (sighting.through().startsWith("java.lang.invoke.")
                || sighting.through().startsWith("java.lang.runtime.")) {
            return Optional.of("linking of invokedynamic");
        }
        if (sighting.through().startsWith("sun.reflect.annotation.")
                || sighting.through().startsWith("sun.reflect.generics.")) {
            return Optional.of("annotations and generic signatures, which the builder prepares");
        }
        if (sighting.through().startsWith("java.lang.reflect.Proxy")) {
            return Optional.of("seen as a proxy");
        }
        if (sighting.member().equals("values()") && !sites.calls(sighting, "getMethod")) {
            return Optional.of("an enum's constants");
        }
        if (hasConstants(sighting)) {
            return Optional.of("constant arguments");
        }
        if ((sighting.kind() == Kind.MEMBER || sighting.kind() == Kind.INVOKED || sighting.kind() == Kind.FIELD)
                && membersOfBuilder.contains(sighting.target())) {
            return Optional.of("looked up with constant arguments or in the builder");
        }
        return Optional.empty();
    }

    private static boolean isProxy(String className) {
        return className.startsWith("jdk.proxy") || className.contains(".$Proxy");
    }

    private static boolean isOurs(Sighting sighting) {
        return sighting.siteClass().startsWith("org.sotto.")
                || sighting.initializers().stream().anyMatch(each -> each.startsWith("org.sotto."));
    }

    private boolean inBuilder(Sighting sighting) {
        return sighting.initializers().stream().anyMatch(this::inBuilder);
    }

    private boolean inBuilder(String className) {
        return !ofJdk(className) && !initialization.isAtRunTime(className);
    }

    private boolean hasConstants(Sighting sighting) {
        String type = sighting.target().contains("[]") ? "" : sighting.type();
        String name = sighting.member().replaceFirst("\\(.*", "");
        return switch (sighting.kind()) {
            case CLASS, LOADED -> sites.hasConstants(sighting, List.of(), List.of(type));
            case MEMBER, HANDLE ->
                name.equals("<init>")
                        ? sites.hasConstants(sighting, List.of(type), List.of())
                        : sites.hasConstants(sighting, List.of(type), List.of(name))
                                || sites.hasConstants(sighting, List.of(), List.of(type, name));
            case ARRAY -> PRIMITIVES.contains(type) || sites.hasConstants(sighting, List.of(type), List.of());
            case PROXY ->
                sites.hasConstants(
                        sighting, Arrays.stream(sighting.target().split(",")).collect(Collectors.toList()), List.of());
            case RESOURCE -> hasName(sighting);
            default -> false;
        };
    }

    /// As it is, from the root, or beside the class.
    private boolean hasName(Sighting sighting) {
        String name = sighting.target();
        String folder = sighting.siteClass()
                .substring(0, sighting.siteClass().lastIndexOf('.') + 1)
                .replace('.', '/');
        return sites.calls(sighting, "getResourceAsStream") || sites.calls(sighting, "getResource")
                ? sites.hasConstants(sighting, List.of(), List.of("/" + name))
                        || (name.startsWith(folder)
                                && sites.hasConstants(sighting, List.of(), List.of(name.substring(folder.length()))))
                : false;
    }
}
