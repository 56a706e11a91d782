package org.sotto.nativeimage;

import java.util.List;
import java.util.regex.Pattern;

/// What an image is not given on purpose, each with its reason. A line that nothing needs any longer fails the test.
final class KnownGaps {
    private static final String JACKSON = "com\\.fasterxml\\.jackson\\.databind\\..*";

    /// @param site   who asks, `a.Type#method`, as a regular expression
    /// @param asked  kind and target, as a regular expression
    /// @param reason why the image does without
    record Gap(Pattern site, Pattern asked, String reason) {
        boolean covers(Sighting sighting) {
            return site.matcher(sighting.siteClass() + "#" + sighting.siteMethod())
                            .matches()
                    && asked.matcher(sighting.kind() + " " + sighting.target()).matches();
        }

        @Override
        public String toString() {
            return asked + " from " + site;
        }
    }

    private KnownGaps() {}

    static List<Gap> all() {
        return List.of(
                gap(
                        "com\\.arjuna\\..*\\.BeanPopulator#configureFromProperties",
                        "(DECLARED_FIELDS|MEMBER|INVOKED) com\\.arjuna\\..*",
                        "Narayana fills its beans from properties; without their fields they keep what Quarkus sets by code"),
                gap(
                        "com\\.arjuna\\..*\\.FileLocator#locateByResource",
                        "RESOURCE jbossts-properties\\.xml",
                        "the same properties as a file: Quarkus hands them over by code"),
                gap(
                        JACKSON,
                        "(DECLARED_FIELDS|DECLARED_METHODS|DECLARED_CONSTRUCTORS) java\\..*",
                        "what a list or a record has of the JDK is no property of it"),
                gap(
                        JACKSON + "ArrayBuilders#insertInListNoDup",
                        "ARRAY com\\.fasterxml\\..*",
                        "a longer copy of an array: the image has its type"),
                gap(
                        JACKSON + "ArrayType#construct",
                        "ARRAY (byte\\[\\]|java\\.lang\\.Object)",
                        "every image has these"),
                gap(
                        "org\\.bouncycastle\\..*",
                        "(LOADED|MEMBER|INVOKED) (org\\.bouncycastle\\.jcajce\\.provider|java\\.security\\.cert)\\..*",
                        "Netty tries this provider on a key of its own, and then takes the JDK's; nobody else makes one"),
                gap(
                        "org\\.hibernate\\..*\\.AbstractServiceRegistryImpl#applyInjections",
                        "PUBLIC_METHODS .*",
                        "Quarkus's RegisterServicesForReflectionFeature registers them as the builder reaches them"),
                gap(
                        "io\\.smallrye\\..*\\.(ClassPathUtils#consumeAsPaths|.*SourceLoader#fallbackToUnknownProtocol)",
                        "RESOURCE application\\.properties",
                        "Quarkus has put its values into the image as defaults"),
                gap(
                        "io\\.quarkus\\.runtime\\.init\\.InitializeClassPreInitRunnable#run",
                        "CLASS io\\.netty\\..*",
                        "a head start for Netty's classes on a thread of its own, of which a failure is ignored"),
                gap(
                        "org\\.jboss\\.logmanager\\.LogManager#doConfigure",
                        "(CLASS .*ConfiguratorFactory|RESOURCE META-INF/services/.*ConfiguratorFactory)",
                        "the log manager is made in the builder"),
                gap(
                        "picocli\\..*",
                        "DECLARED_(FIELDS|METHODS) (java\\.lang\\.Object)",
                        "it has no option among its members"),
                gap(
                        "picocli\\..*#registerBuiltInConverters",
                        "MEMBER java\\.sql\\.Time#<init>\\(long\\)",
                        "no option is one, and picocli does without"));
    }

    private static Gap gap(String site, String asked, String reason) {
        return new Gap(Pattern.compile(site), Pattern.compile(asked), reason);
    }
}
