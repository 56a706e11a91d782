package org.sotto.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;

/// Every rule under the name that a failure reports. `docs/threat-model.md` refers to these names.
final class Rules {
    private static final String[] PURE = {"org.sotto.wire..", "org.sotto.crypto..", "org.sotto.protocol.."};

    private Rules() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.putAll(directions());
        rules.putAll(libraries());
        rules.putAll(sources());
        return rules;
    }

    /// Who may know whom.
    private static Map<String, ArchRule> directions() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "every class has a room",
                classes()
                        .should()
                        .resideInAnyPackage(
                                "org.sotto",
                                "org.sotto.wire..",
                                "org.sotto.platform..",
                                "org.sotto.crypto..",
                                "org.sotto.sqlite..",
                                "org.sotto.protocol..",
                                "org.sotto.api..",
                                "org.sotto.transport..",
                                "org.sotto.server..",
                                "org.sotto.client..",
                                "org.sotto.operator..",
                                "org.sotto.cli.."));
        rules.put("wire is a leaf", onlyOurs("org.sotto.wire..", "org.sotto.wire.."));
        rules.put(
                "crypto knows wire and platform only",
                onlyOurs("org.sotto.crypto..", "org.sotto.crypto..", "org.sotto.wire..", "org.sotto.platform.."));
        rules.put(
                "primitives know nothing above them",
                onlyOurs(
                        "org.sotto.crypto.primitive..",
                        "org.sotto.crypto.primitive..",
                        "org.sotto.crypto",
                        "org.sotto.wire..",
                        "org.sotto.platform.."));
        rules.put(
                "protocol knows crypto and wire only",
                onlyOurs("org.sotto.protocol..", "org.sotto.protocol..", "org.sotto.crypto..", "org.sotto.wire.."));
        rules.put(
                "sqlite knows crypto only", onlyOurs("org.sotto.sqlite..", "org.sotto.sqlite..", "org.sotto.crypto.."));
        rules.put("api knows wire only", onlyOurs("org.sotto.api..", "org.sotto.api..", "org.sotto.wire.."));
        rules.put(
                "the server cannot decrypt",
                forbid("org.sotto.server..", "org.sotto.crypto.ratchet..", "org.sotto.crypto.agreement.."));
        rules.put("the server does not compress", forbid("org.sotto.server..", "org.sotto.protocol.compression.."));
        rules.put(
                "the server knows no client",
                forbid("org.sotto.server..", "org.sotto.client..", "org.sotto.operator..", "org.sotto.cli.."));
        rules.put(
                "the client knows no server",
                forbid("org.sotto.client..", "org.sotto.server..", "org.sotto.operator..", "org.sotto.cli.."));
        rules.put(
                "the operator knows no server",
                forbid("org.sotto.operator..", "org.sotto.server..", "org.sotto.cli.."));
        rules.put(
                "transport knows no server",
                forbid("org.sotto.transport..", "org.sotto.server..", "org.sotto.client..", "org.sotto.cli.."));
        rules.put(
                "repositories know no service",
                forbid(
                        "org.sotto.server.repository..",
                        "org.sotto.server.service..",
                        "org.sotto.server.resource..",
                        "org.sotto.server.security.."));
        rules.put(
                "services know no resource",
                forbid("org.sotto.server.service..", "org.sotto.server.resource..", "org.sotto.server.security.."));
        rules.put(
                "resources reach data through services",
                forbid("org.sotto.server.resource..", "org.sotto.server.repository.."));
        rules.put(
                "security reaches data through services",
                forbid("org.sotto.server.security..", "org.sotto.server.repository..", "org.sotto.server.resource.."));
        rules.put(
                "the cli does no cryptography",
                forbid(
                        "org.sotto.cli..",
                        "org.sotto.crypto.primitive..",
                        "org.sotto.crypto.ratchet..",
                        "org.sotto.crypto.agreement..",
                        "org.sotto.crypto.proof..",
                        "org.sotto.crypto.token..",
                        "org.sotto.server.."));
        return rules;
    }

    /// Which library may be used where.
    private static Map<String, ArchRule> libraries() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "pure packages do no input or output and know no framework",
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "jakarta..",
                                "io.quarkus..",
                                "io.vertx..",
                                "com.fasterxml..",
                                "org.jboss..",
                                "java.util.logging..",
                                "java.net..",
                                "java.io..",
                                "java.nio.file.."));
        rules.put(
                "sql only where data rests",
                outside(
                                "org.sotto.sqlite..",
                                "org.sotto.server.repository..",
                                "org.sotto.client.store..",
                                "org.sotto.client.vault..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.sql..",
                                "javax.sql..",
                                "jakarta.persistence..",
                                "org.hibernate..",
                                "org.sqlite.."));
        rules.put(
                "connections to SQLite are opened in one place",
                outside("org.sotto.sqlite..")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(org.sqlite.JDBC.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.sql.DriverManager.class));
        rules.put(
                "bouncy castle only in crypto and for certificates",
                outside("org.sotto.crypto.primitive..", "org.sotto.server.certificate..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.bouncycastle..", "cafe.cryptography.."));
        rules.put(
                "zstd only in protocol.compression",
                outside("org.sotto.protocol.compression..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.github.luben.."));
        rules.put(
                "webauthn4j only in server.attestation",
                outside("org.sotto.server.attestation..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.webauthn4j..", "com.fasterxml.jackson.dataformat.cbor.."));
        rules.put(
                "jca ciphers only in crypto.primitive",
                outside("org.sotto.crypto.primitive..", "org.sotto.server.security..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javax.crypto.."));
        rules.put(
                "server.security knows the jca's secret keys, and no cipher",
                noClasses()
                        .that()
                        .resideInAPackage("org.sotto.server.security..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("javax.crypto..")
                                .and(not(simpleName("SecretKey").or(simpleName("SecretKeySpec"))))));
        rules.put(
                "foreign memory only in platform and crypto.primitive",
                outside("org.sotto.platform..", "org.sotto.crypto.primitive..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.lang.foreign.."));
        return rules;
    }

    /// Where time, randomness and secrets come from.
    private static Map<String, ArchRule> sources() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "time comes from a clock that was handed in",
                outside("org.sotto.server.config..", "org.sotto.cli..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(Clock.class, "systemUTC")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis"));
        rules.put(
                "randomness is handed in",
                outside("org.sotto.server.config..", "org.sotto.cli..").should().callConstructor(SecureRandom.class));
        rules.put(
                "the bytes of a secret come out in listed rooms only",
                outside(
                                "org.sotto.crypto.key..",
                                "org.sotto.crypto.agreement..",
                                "org.sotto.crypto.ratchet..",
                                "org.sotto.crypto.proof..",
                                "org.sotto.crypto.token..",
                                "org.sotto.protocol..",
                                "org.sotto.client..",
                                "org.sotto.sqlite..",
                                "org.sotto.server.certificate..",
                                "org.sotto.server.backup..")
                        .and()
                        .doNotHaveSimpleName("Pseudonyms")
                        .and()
                        .doNotHaveSimpleName("Sealer")
                        .and()
                        .doNotHaveSimpleName("HeldKey")
                        .and()
                        .doNotHaveSimpleName("Challenges")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(SecretAccess.class));
        rules.put(
                "what lives longer than an operation holds no secret on the heap",
                noFields()
                        .that()
                        .haveRawType(SecretBytes.class)
                        .should()
                        .beDeclaredInClassesThat(
                                resideInAnyPackage("org.sotto.server..", "org.sotto.transport..", "org.sotto.client..")
                                        .or(simpleName("IdentityKeyPair"))
                                        .or(simpleName("DeviceKeyPair"))
                                        // live while a profile is unlocked, or belong to the caller
                                        .and(not(simpleName("SlotKey")
                                                .or(simpleName("Unlock"))
                                                .or(simpleName("Builder"))
                                                .or(simpleName("ClientEnvironment"))))));
        // a record nested in a state may carry a key from one step to the next
        rules.put(
                "no record owns a secret",
                noFields()
                        .that()
                        .haveRawType(SecretBytes.class)
                        .or()
                        .haveRawType(HeldSecret.class)
                        .should()
                        .beDeclaredInClassesThat(describe(
                                "records that are public or stand alone",
                                each -> each.isRecord()
                                        && (each.isTopLevelClass()
                                                || each.getModifiers().contains(JavaModifier.PUBLIC)))));
        return rules;
    }

    private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction outside(String... rooms) {
        return noClasses().that().resideInAPackage("org.sotto..").and().resideOutsideOfPackages(rooms);
    }

    private static ArchRule forbid(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to);
    }

    private static ArchRule onlyOurs(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.sotto..").and(not(resideInAnyPackage(to))));
    }
}
