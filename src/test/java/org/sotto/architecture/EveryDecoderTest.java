package org.sotto.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.wire.ByteReader;
import org.sotto.wire.MalformedException;

/// Every class that reads bytes has a table of malformed inputs and a fuzz target: a [DecoderContract] that names it in
/// its [Decodes]. A decoder is known by its use of [ByteReader] or by its throwing a [MalformedException].
final class EveryDecoderTest {
    /// What reads bytes that nobody else has written, or cannot be tried a thousand times.
    private static final Map<String, String> NONE = Map.of(
            "org.sotto.server.service.Delivery", "reads what the server's own storage key opened",
            "org.sotto.server.service.AuditNote", "the same",
            "org.sotto.client.store.Settings", "reads a counter of its own encrypted table",
            "org.sotto.client.Inbox", "says of a blob that it is in the wrong place",
            "org.sotto.client.Intake", "says of a content that was read what it lacks",
            "org.sotto.client.IdentityNews", "the same: SuccessionTest has the row",
            "org.sotto.client.network.NetworkEstimate", "reads a row of its own encrypted table, or starts anew",
            "org.sotto.client.backup.IdentityBackup", "takes a second each time: IdentityBackupTest has its table");

    private static final JavaClasses TESTS =
            new ClassFileImporter().importPath(Path.of("target/test-classes/org/sotto"));

    @Test
    void everyDecoderHasAContract() {
        Set<String> found = decoders(ArchitectureTest.PROGRAM);
        assertTrue(found.size() > 40, "decoders: " + found.size());
        Set<String> known = new TreeSet<>(named());
        known.addAll(NONE.keySet());
        Set<String> without = new TreeSet<>(found);
        without.removeAll(known);
        assertEquals(Set.of(), without, "decoders without a table of malformed inputs");
    }

    @Test
    void noExceptionIsLeftBehind() {
        Set<String> gone = new TreeSet<>(NONE.keySet());
        gone.removeAll(decoders(ArchitectureTest.PROGRAM));
        assertEquals(Set.of(), gone);
    }

    @Test
    void everyContractHasAFuzzTarget() {
        Set<String> without = contracts().stream()
                .filter(contract -> Arrays.stream(contract.reflect().getDeclaredMethods())
                        .noneMatch(method -> method.isAnnotationPresent(FuzzTest.class)))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertEquals(Set.of(), without);
    }

    /// The control: a decoder that no contract names is found.
    @Test
    void aPlantedDecoderIsFound() {
        assertTrue(decoders(TESTS).contains(Planted.class.getName().replaceAll("\\$.*", "")));
    }

    private static Set<String> named() {
        return contracts().stream()
                .flatMap(contract -> Arrays.stream(
                        contract.reflect().getAnnotation(Decodes.class).value()))
                .map(Class::getName)
                .collect(Collectors.toSet());
    }

    private static Set<JavaClass> contracts() {
        return TESTS.stream()
                .filter(each -> each.isAnnotatedWith(Decodes.class) && each.isAssignableTo(DecoderContract.class))
                .collect(Collectors.toSet());
    }

    /// By their outermost class.
    private static Set<String> decoders(JavaClasses classes) {
        return classes.stream()
                .filter(each -> !each.getPackageName().equals("org.sotto.wire"))
                .filter(EveryDecoderTest::reads)
                .map(each -> each.getName().replaceAll("\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean reads(JavaClass each) {
        return each.getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(MalformedException.class)
                                || call.getTargetOwner().isEquivalentTo(ByteReader.class))
                || each.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(ByteReader.class));
    }

    private static final class Planted {
        static int first(byte[] bytes) {
            return new ByteReader(bytes, "planted").u8();
        }
    }
}
