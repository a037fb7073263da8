package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `platform-api/lovage` in a checkout that looks built, asking for JDKs that only the test has.
@Timeout(30)
class ScriptTest {
    private static final List<String> MODULES =
            List.of(
                    "platform-api/cli",
                    "platform-api/server",
                    "workflow-workers/samples",
                    "workflow-workers/bench",
                    "console-ui");

    @TempDir private Path folder;

    private Path checkout;
    private Path script;

    @BeforeEach
    void makeACheckoutThatIsBuilt() throws IOException {
        checkout = folder.resolve("checkout");
        for (String module : MODULES) {
            write(checkout.resolve(module + "/target/app-0.1.0-SNAPSHOT.jar"), "");
        }
        write(checkout.resolve("platform-api/cli/target/cli-0.1.0-SNAPSHOT.jar"), "");
        Files.createDirectories(checkout.resolve("platform-api/broker/target/lib"));
        write(checkout.resolve("target/built"), "");
        String real = Files.readString(Path.of("../lovage"));
        script = checkout.resolve("platform-api/lovage");
        write(script, real.replace("needed=25", "needed=990"));
    }

    @Test
    void saysWhatIsMissingWithoutAJdk() throws Exception {
        Answer answer = run(Map.of("JAVA_HOME", jdk("old", 989).toString()), "up");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("a JDK 990 or newer is needed", "https://adoptium.net");
    }

    @Test
    void takesJavaHomeWhenItIsNewEnough() throws Exception {
        jdk(".jdks/newer", 991);
        Path named = jdk("named", 990);

        Answer answer =
                run(Map.of("JAVA_HOME", named.toString()), "run", "a name", "--input={\"a\": 1}");

        assertThat(answer.out())
                .startsWith("named -Xmx64m")
                .contains("-Dlovage.checkout=" + checkout.toRealPath())
                .endsWith("cli-0.1.0-SNAPSHOT.jar run [a name] --input={\"a\": 1}\n");
    }

    @Test
    void takesTheNewestOfTheUsualFoldersWhenJavaHomeIsTooOld() throws Exception {
        jdk(".jdks/a", 990);
        jdk(".jdks/b", 1001);
        jdk(".jdks/c", 992);

        Answer answer = run(Map.of("JAVA_HOME", jdk("old", 17).toString()), "status");

        assertThat(answer.out()).startsWith("b ");
    }

    @Test
    void takesTheJdkOnThePath() throws Exception {
        Path jdk = jdk("onpath", 990);
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("javac"), jdk.resolve("bin/javac"));

        Answer answer = run(Map.of("PATH", bin + ":" + System.getenv("PATH")), "status");

        assertThat(answer.out()).startsWith("onpath ");
    }

    @Test
    void buildsFirstWhenASourceIsNewerThanTheLastBuild() throws Exception {
        jdk(".jdks/a", 990);
        Path bin = Files.createDirectories(folder.resolve("bin"));
        executable(bin.resolve("mvn"), "echo \"mvn $*\" > built");
        write(checkout.resolve("target/built"), "");
        Files.setLastModifiedTime(checkout.resolve("target/built"), FileTime.fromMillis(0));
        write(checkout.resolve("platform-api/canvas/src/main/java/A.java"), "class A {}");

        Answer answer = run(Map.of("PATH", bin + ":" + System.getenv("PATH")), "status");

        assertThat(checkout.resolve("built"))
                .hasContent("mvn -B -q -ntp -Dstyle.color=never package -DskipTests");
        assertThat(answer.err()).contains("building");
        assertThat(run(Map.of(), "status").err()).isEmpty();
    }

    private record Answer(int code, String out, String err) {}

    private Answer run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("sh", script.toString()));
        line.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Answer(code, Files.readString(out), Files.readString(err));
    }

    /// A folder that looks like a JDK; its `java` prints the folder's name and its arguments.
    private Path jdk(String name, int version) throws IOException {
        Path jdk = folder.resolve(name);
        write(jdk.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        executable(jdk.resolve("bin/javac"), "");
        executable(
                jdk.resolve("bin/java"),
                "printf '%s' "
                        + jdk.getFileName()
                        + "; for a; do case $a in *' n'*) printf ' [%s]' \"$a\";;"
                        + " *) printf ' %s' \"$a\";; esac; done; echo");
        return jdk;
    }

    private static void executable(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
