package org.sotto.nativeimage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sotto.nativeimage.Entry.Group;
import org.sotto.nativeimage.Entry.Source;

/// All entries that a build of the image is given, asked for one thing at a time.
final class Metadata {
    private final List<Entry> entries;
    private final Map<Group, Map<String, List<Entry>>> byKey = new HashMap<>();
    private final Map<Entry, Pattern> resources = new HashMap<>();

    Metadata(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        for (Entry each : entries) {
            byKey.computeIfAbsent(each.group(), group -> new HashMap<>())
                    .computeIfAbsent(each.key(), key -> new ArrayList<>())
                    .add(each);
            if (each.group() == Group.RESOURCE) {
                resources.put(each, Pattern.compile(each.key()));
            }
        }
    }

    List<Entry> entries() {
        return entries;
    }

    /// For controls: the same without some entries.
    Metadata without(Predicate<Entry> removed) {
        return new Metadata(entries.stream().filter(removed.negate()).toList());
    }

    Optional<Source> entry(Group group, String key) {
        return entry(group, key, each -> true);
    }

    Optional<Source> entry(Group group, String key, Predicate<Entry> like) {
        return byKey.getOrDefault(group, Map.of()).getOrDefault(key, List.of()).stream()
                .filter(like)
                .map(Entry::source)
                .min(Source::compareTo);
    }

    Optional<Source> resource(String name) {
        return resources.entrySet().stream()
                .filter(each -> each.getValue().matcher(name).matches())
                .map(each -> each.getKey().source())
                .min(Source::compareTo);
    }

    /// May the member be asked for?
    Optional<Source> queried(Group group, String type, String member) {
        return entry(group, type, each -> each.has("type") || mayCall(each, member) || mayQuery(each, member));
    }

    /// May the method be called, or the field be used?
    Optional<Source> called(Group group, String type, String member) {
        return entry(group, type, each -> mayCall(each, member));
    }

    private static boolean mayQuery(Entry entry, String member) {
        if (!member.endsWith(")")) {
            return false;
        }
        return entry.queried().contains(member)
                || (member.startsWith("<init>")
                        ? entry.has("queryAllDeclaredConstructors") || entry.has("queryAllPublicConstructors")
                        : entry.has("queryAllDeclaredMethods") || entry.has("queryAllPublicMethods"));
    }

    private static boolean mayCall(Entry entry, String member) {
        if (!member.endsWith(")")) {
            return entry.fields().contains(member) || entry.has("allDeclaredFields") || entry.has("allPublicFields");
        }
        return entry.called().contains(member)
                || (member.startsWith("<init>")
                        ? entry.has("allDeclaredConstructors") || entry.has("allPublicConstructors")
                        : entry.has("allDeclaredMethods") || entry.has("allPublicMethods"));
    }
}
