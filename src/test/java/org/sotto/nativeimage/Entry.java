package org.sotto.nativeimage;

import java.util.Set;

/// One entry of a metadata file.
///
/// @param source  whose file it is
/// @param group   what it is about
/// @param key     the type, the resource's pattern as a regular expression, the interfaces of a proxy, the function
/// @param flags   attributes that are true, and `type` if the entry lets every member be asked for
/// @param called  methods that may be called: `name(parameters)`
/// @param queried methods that may be asked for only
/// @param fields  by name
record Entry(
        Source source,
        Group group,
        String key,
        Set<String> flags,
        Set<String> called,
        Set<String> queried,
        Set<String> fields) {
    enum Source {
        OURS,
        PICOCLI,
        LIBRARY,
        QUARKUS
    }

    enum Group {
        REFLECTION,
        JNI,
        RESOURCE,
        BUNDLE,
        PROXY,
        SERIALIZATION,
        DOWNCALL
    }

    static Entry of(Source source, Group group, String key) {
        return new Entry(source, group, key, Set.of(), Set.of(), Set.of(), Set.of());
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }
}
