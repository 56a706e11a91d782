package org.sotto.nativeimage.agent;

import java.util.List;
import java.util.Map;

/// Which methods of which classes report. Only public methods and the ones named here: what they call among themselves
/// does not count twice, since the caller is looked for outside these classes.
final class Hooks {
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
    private static final String LINKER = "jdk/internal/foreign/abi/AbstractLinker";

    /// Quarkus's class loader of the packaged program: it answers some calls itself.
    static final String RUNNER = "io/quarkus/bootstrap/runner/AotRunnerClassLoader";

    private static final Map<String, List<Hook>> ALL = Map.ofEntries(
            Map.entry("java/lang/Class", ofClass()),
            Map.entry("java/lang/ClassLoader", ofClassLoader()),
            Map.entry(RUNNER, ofClassLoader()),
            Map.entry("java/lang/reflect/Method", List.of(new Hook("invoke", "invoked", "t"))),
            Map.entry("java/lang/reflect/Constructor", List.of(new Hook("newInstance", "invoked", "t"))),
            Map.entry("java/lang/reflect/Field", ofField()),
            Map.entry("java/lang/reflect/Proxy", List.of(new Hook("newProxyInstance", "proxy", "2"))),
            Map.entry("java/lang/reflect/Array", List.of(new Hook("newInstance", "array", "1"))),
            Map.entry(LOOKUP, ofLookup()),
            Map.entry("java/util/ResourceBundle", List.of(new Hook("getBundle", "bundle", "r"))),
            Map.entry("java/util/ServiceLoader", List.of(new Hook("load", "service", "r"))),
            Map.entry(
                    "java/lang/System",
                    List.of(new Hook("load", "library", "1"), new Hook("loadLibrary", "library", "1"))),
            Map.entry(LINKER, List.of(new Hook("downcallHandle0", "downcall", "12"))),
            Map.entry("java/io/ObjectInputStream", List.of(new Hook("resolveClass", "serialized", "r"))),
            Map.entry("java/security/SecureRandom", List.of(new Hook("<init>", "ofThisProcess", "t"))),
            Map.entry("java/util/Random", List.of(new Hook("<init>", "ofThisProcess", "t"))),
            Map.entry("java/lang/Thread", List.of(new Hook("start", "ofThisProcess", "t"))));

    static final List<String> JDK_CLASSES =
            ALL.keySet().stream().filter(name -> !name.equals(RUNNER)).sorted().toList();

    private Hooks() {}

    static List<Hook> of(String className) {
        return ALL.getOrDefault(className, List.of());
    }

    private static List<Hook> ofClassLoader() {
        return List.of(
                new Hook("loadClass", "loadedClass", "r"),
                new Hook("getResource", "resource", "1r"),
                new Hook("getResources", "resources", "1r"));
    }

    private static List<Hook> ofClass() {
        return List.of(
                new Hook("forName", "namedClass", "r"),
                new Hook("getMethod", "member", "r"),
                new Hook("getDeclaredMethod", "member", "r"),
                new Hook("getField", "member", "r"),
                new Hook("getDeclaredField", "member", "r"),
                new Hook("getConstructor", "member", "r"),
                new Hook("getDeclaredConstructor", "member", "r"),
                new Hook("getMethods", "publicMethods", "t"),
                new Hook("getDeclaredMethods", "declaredMethods", "t"),
                new Hook("getFields", "publicFields", "t"),
                new Hook("getDeclaredFields", "declaredFields", "t"),
                new Hook("getConstructors", "publicConstructors", "t"),
                new Hook("getDeclaredConstructors", "declaredConstructors", "t"),
                new Hook("getRecordComponents", "recordComponents", "t"));
    }

    private static List<Hook> ofField() {
        return List.of("", "Boolean", "Byte", "Char", "Short", "Int", "Long", "Float", "Double").stream()
                .<Hook>mapMulti((type, hooks) -> {
                    hooks.accept(new Hook("get" + type, "field", "t"));
                    hooks.accept(new Hook("set" + type, "field", "t"));
                })
                .toList();
    }

    private static List<Hook> ofLookup() {
        return List.of(
                new Hook("findClass", "namedClass", "r"),
                new Hook("findStatic", "found", "12"),
                new Hook("findVirtual", "found", "12"),
                new Hook("findSpecial", "found", "12"),
                new Hook("findConstructor", "foundConstructor", "12"),
                new Hook("findGetter", "found", "12"),
                new Hook("findSetter", "found", "12"),
                new Hook("findStaticGetter", "found", "12"),
                new Hook("findStaticSetter", "found", "12"),
                new Hook("findVarHandle", "found", "12"),
                new Hook("findStaticVarHandle", "found", "12"),
                new Hook("unreflect", "member", "1"),
                new Hook("unreflectSpecial", "member", "1"),
                new Hook("unreflectConstructor", "member", "1"),
                new Hook("unreflectGetter", "member", "1"),
                new Hook("unreflectSetter", "member", "1"),
                new Hook("unreflectVarHandle", "member", "1"));
    }
}
