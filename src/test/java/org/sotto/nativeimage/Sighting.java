package org.sotto.nativeimage;

import java.util.List;
import org.sotto.nativeimage.agent.Kind;

/// One line of a recording: what was done to what, and who asked.
///
/// @param site         the class outside the JDK that asked, its method and the bytecode index, `a.Type#method@12`;
///                     empty if nobody outside the JDK did
/// @param through      the method of the JDK that stands between, or empty
/// @param initializers classes whose static initializers were on the stack
record Sighting(Kind kind, String target, String site, String through, List<String> initializers) {
    static Sighting parse(String line) {
        String[] parts = line.split("\t", -1);
        return new Sighting(
                Kind.valueOf(parts[0]),
                parts[1],
                parts[2],
                parts[3],
                parts[4].isEmpty() ? List.of() : List.of(parts[4].split(",")));
    }

    /// The class of the target, without an array's brackets.
    String type() {
        int end = target.indexOf('#');
        return (end < 0 ? target : target.substring(0, end)).replace("[]", "");
    }

    /// The member of the target: `name(parameters)`, or a name alone.
    String member() {
        return target.substring(target.indexOf('#') + 1);
    }

    String siteClass() {
        return site.isEmpty() ? "" : site.substring(0, site.indexOf('#'));
    }

    String siteMethod() {
        return site.isEmpty() ? "" : site.substring(site.indexOf('#') + 1, site.lastIndexOf('@'));
    }

    int siteIndex() {
        return Integer.parseInt(site.substring(site.lastIndexOf('@') + 1));
    }

    @Override
    public String toString() {
        return kind + " " + target + " from " + site + (through.isEmpty() ? "" : " through " + through);
    }
}
