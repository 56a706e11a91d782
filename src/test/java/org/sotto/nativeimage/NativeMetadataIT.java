package org.sotto.nativeimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.nativeimage.Entry.Group;
import org.sotto.nativeimage.Entry.Source;
import org.sotto.nativeimage.agent.Kind;

/// The metadata of a native image, held against what the packaged program does.
///
/// An agent ([org.sotto.nativeimage.agent.RecordingAgent]) weaves a report into the JDK's entry methods: every
/// class and member looked up or called by reflection, every proxy, resource, bundle and foreign call of a full
/// demo and of a session of commands is one [Sighting] with its call site. What the builder of an image would be
/// given comes from Quarkus itself, which makes it without a builder. [Coverage] then says of each sighting why
/// the image has what it needs, and [KnownGaps] lists what it does without. No native-image is needed, and none
/// is run: that the image builds is not shown here.
@TestInstance(Lifecycle.PER_CLASS)
class NativeMetadataIT {
    private ClassFiles image;
    private ClassFiles program;
    private Builder builder;
    private Metadata metadata;
    private List<Sighting> sightings;
    private int processes;

    @BeforeAll
    void recordAndMake(@TempDir Path folder) throws Exception {
        Recording recording = new Recording(folder);
        RecordedSession session = new RecordedSession(recording, folder);
        session.demo();
        Path log = folder.resolve("maven.log");
        Process making = ImageSources.start(log);
        try {
            session.commands();
            ImageSources.finish(making, log);
        } finally {
            making.destroyForcibly();
        }
        sightings = recording.sightings();
        processes = recording.processes();
        image = ImageSources.image();
        program = ImageSources.program();
        CallSites sites = new CallSites(program);
        builder = new Builder(sites, new Initialization(image, sites), new Substitutions(image));
        metadata = ImageSources.metadata(image);
    }

    @AfterAll
    void close() throws Exception {
        if (image != null && program != null) {
            image.close();
            program.close();
        }
    }

    @Test
    void everythingThatTheProgramAsksForIsInTheImage() {
        Map<String, Integer> counts = new TreeMap<>();
        Coverage coverage = new Coverage(metadata, builder, sightings);
        for (Sighting each : sightings) {
            counts.merge(coverage.of(each).orElse(isGap(each) ? "a known gap" : "MISSING"), 1, Integer::sum);
        }
        System.out.println(sightings.size() + " sightings of " + processes + " processes: " + counts);
        Set<String> missing = missing(metadata);
        assertTrue(missing.isEmpty(), () -> missing.size() + " missing:\n" + String.join("\n", missing));
        assertTrue(processes > 10, "the demo, its servers and the commands");
        assertTrue(counts.keySet().containsAll(Set.of("OURS", "PICOCLI", "LIBRARY", "QUARKUS")), counts::toString);
    }

    @Test
    void everyEntryPointReportedSomething() {
        Set<Kind> seen = sightings.stream().map(Sighting::kind).collect(Collectors.toSet());
        assertFalse(seen.contains(Kind.BROKEN), "a class was not woven");
        assertTrue(
                seen.containsAll(Set.of(
                        Kind.CLASS,
                        Kind.LOADED,
                        Kind.MEMBER,
                        Kind.INVOKED,
                        Kind.FIELD,
                        Kind.PROXY,
                        Kind.RESOURCE,
                        Kind.BUNDLE,
                        Kind.LIBRARY,
                        Kind.DOWNCALL,
                        Kind.PROCESS)),
                seen::toString);
    }

    @Test
    void everyKnownGapIsOne() {
        Coverage coverage = new Coverage(metadata, builder, sightings);
        List<Sighting> uncovered =
                sightings.stream().filter(each -> coverage.of(each).isEmpty()).toList();
        for (KnownGaps.Gap gap : KnownGaps.all()) {
            assertTrue(uncovered.stream().anyMatch(gap::covers), () -> "no longer needed: " + gap);
        }
    }

    /// The control: each entry, taken away, is missed, and nothing else.
    @Test
    void anEntryTakenAwayIsMissed() {
        Map<String, Predicate<Entry>> removals = new LinkedHashMap<>();
        removals.put("org.sotto.cli.SendCommand", isType("org.sotto.cli.SendCommand"));
        removals.put("org.sotto.api.RunningServer", isType("org.sotto.api.RunningServer"));
        removals.put("java.nio.file.Paths", isType("java.nio.file.Paths"));
        removals.put("org.jboss.logmanager.JBossLoggerFinder", isType("org.jboss.logmanager.JBossLoggerFinder"));
        removals.put(
                "db/sqlite/V1__devices.sql",
                each -> each.group() == Group.RESOURCE && "db/sqlite/V1__devices.sql".matches(each.key()));
        removals.put("libsqlitejdbc.so", each -> each.key().contains("libsqlitejdbc.so"));
        removals.put("DOWNCALL", each -> each.group() == Group.DOWNCALL);
        removals.forEach((name, removed) -> {
            Set<String> missing = missing(metadata.without(removed));
            assertFalse(missing.isEmpty(), () -> "nobody misses " + name);
            List<String> others =
                    missing.stream().filter(each -> !each.contains(name)).toList();
            assertEquals(List.of(), others, name);
        });
    }

    /// The control of the static initializers: without our list they would run in the builder, and three
    /// would leave there what belongs to the process.
    @Test
    void aLibraryOrSeedOfTheBuilderIsMissed() {
        Initialization without = new Initialization(image, builder.sites(), name -> name.startsWith("org.sotto."));
        Builder other = new Builder(builder.sites(), without, builder.substitutions());
        Coverage coverage = new Coverage(metadata, other, sightings);
        Set<Kind> missing = sightings.stream()
                .filter(each -> coverage.of(each).isEmpty() && !isGap(each))
                .map(Sighting::kind)
                .collect(Collectors.toSet());
        assertEquals(Set.of(Kind.LIBRARY, Kind.DOWNCALL, Kind.PROCESS), missing);
    }

    /// An object of a class that is initialized at run time must not get into the image's heap, and the
    /// builder must not run such a class's initializer. Held for what initializers of ours touch
    /// themselves.
    @Test
    void noInitializerInTheBuilderTouchesWhatBelongsToTheProcess() {
        InitializerScan scan = new InitializerScan(program, builder.initialization());
        assertEquals(List.of(), scan.touches("org/sotto/"));
        Initialization other = new Initialization(image, builder.sites(), name -> name.equals("org.sotto.client"));
        assertFalse(new InitializerScan(program, other).touches("org/sotto/").isEmpty(), "the scan finds nothing");
    }

    /// The control of the recording: what a planted program does by names from its command line.
    @Test
    void whatAPlantedProgramDoesIsRecordedAndMissed(@TempDir Path folder) throws Exception {
        Recording recording = new Recording(folder);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path classes = Path.of(Planted.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String name = Planted.class.getName();
        String room = name.substring(0, name.lastIndexOf('.')).replace('.', '/');
        String file = room + "/Planted.class";
        Process planted = recording.start(
                folder.resolve("home"),
                "planted",
                List.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classes.toString(),
                        name,
                        name,
                        "name",
                        file,
                        "java.lang.Runnable"));
        assertEquals("planted\ntrue\ntrue", recording.finish(planted, "planted", 0));
        List<Sighting> seen = recording.sightings();
        Coverage coverage = new Coverage(metadata, builder, seen);
        Set<String> missed = seen.stream()
                .filter(each ->
                        each.siteClass().equals(name) && coverage.of(each).isEmpty())
                .map(each -> each.kind() + " " + each.target())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(Set.of(
                        "CLASS " + name,
                        "CLASS java.lang.Runnable",
                        "MEMBER " + name + "#name()",
                        "INVOKED " + name + "#name()",
                        "RESOURCE " + file,
                        "PROXY java.lang.Runnable",
                        "DOWNCALL ()i4; critical")),
                missed);
    }

    private static Predicate<Entry> isType(String name) {
        return each -> each.key().equals(name) && each.source() != Source.LIBRARY;
    }

    private Set<String> missing(Metadata metadata) {
        Coverage coverage = new Coverage(metadata, builder, sightings);
        return sightings.stream()
                .filter(each -> coverage.of(each).isEmpty() && !isGap(each))
                .map(Sighting::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isGap(Sighting sighting) {
        return KnownGaps.all().stream().anyMatch(gap -> gap.covers(sighting));
    }
}
