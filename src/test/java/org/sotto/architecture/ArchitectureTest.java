package org.sotto.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sotto.crypto.planted.PlantedInCrypto;
import org.sotto.crypto.planted.PlantedRecord;
import org.sotto.server.planted.PlantedInServer;

/// Folders show the architecture; this holds it.
final class ArchitectureTest {
    static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.sotto");

    @TestFactory
    Stream<DynamicTest> rule() {
        return Rules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> rule.getValue().allowEmptyShould(true).check(PROGRAM)));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("org.sotto.(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> marked = PROGRAM.stream()
                .filter(c -> c.getSimpleName().equals("package-info") && c.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        Set<String> unmarked = PROGRAM.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !marked.contains(name))
                .collect(Collectors.toSet());
        assertTrue(marked.size() > 3, "package-info classes must be compiled");
        assertTrue(unmarked.isEmpty(), "packages without a @NullMarked package-info: " + unmarked);
    }

    /// The control: the same rules find violations that are planted in the test tree.
    @TestFactory
    Stream<DynamicTest> plantedViolationIsFound() {
        JavaClasses planted = new ClassFileImporter()
                .importClasses(PlantedInCrypto.class, PlantedRecord.class, PlantedInServer.class);
        return Stream.of(
                        "crypto knows wire and platform only",
                        "the server cannot decrypt",
                        "the server does not compress",
                        "the server knows no client",
                        "pure packages do no input or output and know no framework",
                        "sql only where data rests",
                        "bouncy castle only in crypto and for certificates",
                        "zstd only in protocol.compression",
                        "jca ciphers only in crypto.primitive",
                        "foreign memory only in platform and crypto.primitive",
                        "time comes from a clock that was handed in",
                        "randomness is handed in",
                        "the bytes of a secret come out in listed rooms only",
                        "what lives longer than an operation holds no secret on the heap",
                        "no record owns a secret")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    ArchRule rule = Rules.all().get(name);
                    assertFalse(
                            rule.evaluate(planted).getFailureReport().isEmpty(), "the rule does not see its violation");
                }));
    }
}
