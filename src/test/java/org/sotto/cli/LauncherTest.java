package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./sotto` itself: what it needs, when it builds, and what it hands on.
class LauncherTest {
    private static final String PREPARING = "sotto: preparing quick starts, this takes half a minute …\n";
    private static final String BUILDING = "sotto: building, this takes a minute …\n";
    private static final String BOTH = BUILDING + PREPARING;

    @TempDir
    Path folder;

    private LauncherProject project;

    @BeforeEach
    void copy() throws IOException {
        project = new LauncherProject(folder);
    }

    @Nested
    class Needs {
        @Test
        void namesThePackageWhenThereIsNoJdk() throws Exception {
            project.withMaven()
                    .run("status")
                    .exits(1)
                    .prints("")
                    .saysLike("sotto: no JDK 25 or newer was found\nhint: [^\n]*openjdk-25-jdk[^\n]*\n");
        }

        @Test
        void anOldJdkIsNone() throws Exception {
            project.withMaven().set("JAVA_HOME", project.jdk("old", "24.0.2").toString());
            project.jdk("jvm/java-17", "17.0.15");
            project.jdk("jvm/java-8", "1.8.0_392");
            project.run("status").exits(1).saysLike("sotto: no JDK 25 or newer was found\n.*");
        }

        @Test
        void takesTheFirstThatIsNewEnough() throws Exception {
            project.withMaven().set("JAVA_HOME", project.jdk("old", "21").toString());
            project.jdk("jvm/java-17", "17.0.15");
            Path other = project.jdk("jvm/java-26", "26-ea");
            project.run("status").exits(0).printsLike(other + "/bin/java\n.*");
            Path named = project.jdk("named", "25.0.1");
            project.set("JAVA_HOME", named.toString()).run("status").printsLike(named + "/bin/java\n.*");
        }

        @Test
        void namesThePackageWhenThereIsNoMaven() throws Exception {
            project.jdk("jvm/java-25", "25");
            String hint = "sotto: building[^\n]*\n|sotto: no Maven 3.8 or newer was found\nhint: install[^\n]*maven\n";
            project.run("status").exits(1).prints("").saysLike(hint);
            project.withMaven("3.6.3", "").run("status").exits(1).saysLike(hint);
            project.withMaven("3.10.0").run("status").exits(0);
            project.withMaven("4.0.0").run("test").exits(0);
        }
    }

    @Nested
    class Builds {
        @BeforeEach
        void equip() throws IOException {
            project.withMaven();
            project.jdk("jvm/java-25", "25.0.3");
        }

        @Test
        void onceAndThenOnlyForANewerSource() throws Exception {
            project.run("status").exits(0).says(BOTH);
            project.run("status").exits(0).says("");
            project.makeOlder(Duration.ofMinutes(1));
            Files.setLastModifiedTime(project.source(), FileTime.from(Instant.now()));
            project.run("status").exits(0).says(BOTH);
            assertEquals(2, project.buildLines().size());
        }

        @Test
        void forASourceThatIsGone() throws Exception {
            project.run("status").exits(0);
            project.makeOlder(Duration.ofMinutes(1));
            Files.delete(project.source());
            project.run("status").exits(0).says(BOTH);
        }

        @Test
        void forASourceThatChangedWhileItWasBuilding() throws Exception {
            project.withMaven(
                    "3.8.7",
                    "mkdir -p '%s'; sleep 1; : >'%s'; : >'%s'"
                            .formatted(project.app().getParent(), project.source(), project.app()));
            project.run("status").says(BOTH);
            project.run("status").says(BOTH);
        }

        @Test
        void onlyOnceForTwoFirstCallsAtTheSameTime() throws Exception {
            Process one = project.start(project.launcher(), "one");
            Process two = project.start(project.launcher(), "two");
            LauncherProject.result(one).exits(0).printsLike(".*\none\n");
            LauncherProject.result(two).exits(0).printsLike(".*\ntwo\n");
            assertEquals(1, project.buildLines().size());
        }

        @Test
        void alsoWithoutFlock() throws Exception {
            Files.delete(folder.resolve("bin/flock"));
            Process one = project.start(project.launcher(), "one");
            Process two = project.start(project.launcher(), "two");
            LauncherProject.result(one).exits(0);
            LauncherProject.result(two).exits(0);
            assertEquals(1, project.buildLines().size());
        }

        @Test
        void showsWhatMavenSaidWhenItFails() throws Exception {
            project.withMaven("3.8.7", "echo 'A.java: wrong'; exit 1");
            project.run("status")
                    .exits(1)
                    .prints("")
                    .says(BUILDING + "A.java: wrong\nsotto: the build failed\nhint: its output stands above\n");
        }
    }

    @Nested
    class Archives {
        @BeforeEach
        void equip() throws IOException {
            project.withMaven();
            project.jdk("jvm/java-25", "25.0.3");
        }

        @Test
        void areMadeOnceABuildAndUsed() throws Exception {
            project.run("status").exits(0).says(BOTH).printsLike(used("command"));
            project.run("serve").exits(0).says("").printsLike(used("serve"));
            Files.setLastModifiedTime(project.source(), FileTime.from(Instant.now()));
            project.run("status").exits(0).says(BOTH).printsLike(used("command"));
        }

        @Test
        void areMadeForWhatMavenHasBuiltAndForAnotherJdk() throws Exception {
            project.run("status").exits(0).says(BOTH);
            Files.setLastModifiedTime(project.app(), FileTime.from(Instant.now().plusSeconds(1)));
            project.run("status").exits(0).says(PREPARING).printsLike(used("command"));
            Files.setLastModifiedTime(project.app(), FileTime.from(Instant.now().minusSeconds(60)));
            project.jdk("jvm/java-25", "25.0.4");
            project.run("status").exits(0).says(PREPARING).printsLike(used("command"));
            project.run("status").exits(0).says("");
        }

        @Test
        void areDoneWithoutWhenTheyCannotBeMade() throws Exception {
            project.withArchives(": >\"$1/command.jsa\"; exit 1");
            project.run("status").exits(0).saysLike(BOTH + "sotto: going on without them, for what [^\n]+ says\n");
            Result second = project.run("status").exits(0).says("");
            assertTrue(!second.out().contains("SharedArchiveFile"), second::toString);
        }

        @Test
        void areNeitherMadeNorUsedByWhoeverWantsNone() throws Exception {
            project.set("SOTTO_ARCHIVE", "none").run("status").exits(0).says(BUILDING);
            assertTrue(!project.run("status").out().contains("SharedArchiveFile"));
        }

        /// What makes them starts the launcher, which must not wait for itself to build anew.
        @Test
        void areMadeThoughASourceChangesMeanwhile() throws Exception {
            project.withArchives(
                    ": >'%s'; '%s' serve && : >\"$1/command.jsa\"".formatted(project.source(), project.launcher()));
            project.run("status").exits(0).says(BOTH).printsLike(used("command"));
            project.run("status").exits(0).says(BOTH);
        }

        private String used(String kind) {
            return ".*-XX:SharedArchiveFile=" + project.app().resolveSibling(kind + ".jsa") + "\n-jar\n.*";
        }
    }

    @Nested
    class HandsOn {
        @Test
        void argumentsAsTheyAreInEveryLocale() throws Exception {
            project.withRealJava();
            List<String> hex = List.of("73656e64", "68c3a96c6c6f20e4bda0e5a5bd", "", "61202a20622220275c");
            for (String locale : List.of("C", "POSIX", "C.UTF-8", "xx_XX.ISO-8859-1")) {
                project.set("LC_ALL", locale)
                        .run("send", "héllo 你好", "", "a * b\" '\\")
                        .exits(0)
                        .says("")
                        .prints(String.join("\n", hex) + "\nUTF-8 你好\n");
            }
        }

        @Test
        void theTestsToMaven() throws Exception {
            project.withMaven("3.8.7", "exit 7").jdk("jvm/java-25", "25");
            project.run("test", "-Dtest=X").exits(7);
            project.run("test", "--long", "-Dtest=X").exits(7);
            List<String> lines = project.buildLines();
            assertTrue(lines.get(0).endsWith("verify -Dtest=X"), lines::toString);
            assertTrue(lines.get(1).endsWith("verify -Dsotto.long=true -Dtest=X"), lines::toString);
        }

        @Test
        void everythingToABinaryWhenOneIsNamed() throws Exception {
            Path jdk = project.jdk("binary", "1");
            project.set("SOTTO_BINARY", jdk.resolve("bin/java").toString());
            project.run("send", "bob", "a b").exits(0).prints(jdk + "/bin/java\nsend\nbob\na b\n");
        }

        @Test
        void fromAnotherFolderThroughALink() throws Exception {
            project.withMaven().jdk("jvm/java-25", "25");
            Path link = Files.createSymbolicLink(folder.resolve("link"), project.launcher());
            LauncherProject.result(project.start(link, "status"))
                    .exits(0)
                    .printsLike(".*-jar\n" + project.app() + "\nstatus\n");
        }

        @Test
        void otherFlagsToTheServer() throws Exception {
            project.withMaven().jdk("jvm/java-25", "25");
            assertTrue(project.run("status").out().contains("-XX:TieredStopAtLevel=1"));
            assertTrue(!project.run("serve").out().contains("-XX:TieredStopAtLevel=1"));
        }
    }
}
