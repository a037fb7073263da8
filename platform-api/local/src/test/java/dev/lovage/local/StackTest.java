package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

class StackTest {
    @TempDir private Path data;

    @Test
    void isReadAsItWasWrittenAndHiddenFromOthers() throws IOException {
        Stack stack = stack();

        stack.write(data);

        assertThat(Stack.read(data)).isEqualTo(stack);
        assertThat(Files.getPosixFilePermissions(data.resolve("stack.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void saysThatNothingWasStartedInAnEmptyFolder() {
        assertThatThrownBy(() -> Stack.read(data))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("No platform has been started in " + data);
    }

    @Test
    void keepsItsPasswordsOverRestarts() {
        assertThat(stack()).isEqualTo(stack());
        assertThat(stack().admin().password()).hasSize(24);
    }

    @Test
    void namesATemporalServerOfSomeoneElse() {
        Plan plan = plan(Optional.of("temporal.example:7233"));

        assertThat(Parts.stack(plan, Secrets.of(data)).temporal())
                .isEqualTo("temporal.example:7233");
    }

    private Stack stack() {
        return Parts.stack(plan(Optional.empty()), Secrets.of(data));
    }

    private Plan plan(Optional<String> temporal) {
        return new Plan(
                data,
                data.resolve("cache"),
                new Ports(8080),
                temporal,
                new Checkout(data),
                Plan.Extent.SERVERS);
    }
}
