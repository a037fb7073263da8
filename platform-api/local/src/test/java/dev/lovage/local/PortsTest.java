package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;

class PortsTest {
    @Test
    void namesAPortThatIsTakenAndTheProcessThatHoldsIt() throws IOException {
        Ports ports = Ports.free();
        try (ServerSocket _ =
                new ServerSocket(ports.postgres(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> ports.requireFree(Set.of("api", "postgres")))
                    .isInstanceOf(LocalException.class)
                    .hasMessageContaining(
                            "%d (postgres): process %d ("
                                    .formatted(ports.postgres(), ProcessHandle.current().pid()))
                    .hasMessageContaining("java")
                    .hasMessageContaining("--port-base");
        }
    }

    @Test
    void doesNotMindAPortOfAPartThatIsNotStarted() throws IOException {
        Ports ports = Ports.free();
        try (ServerSocket _ = new ServerSocket(ports.console())) {
            assertThatCode(() -> ports.requireFree(Set.of("postgres"))).doesNotThrowAnyException();
        }
    }

    @Test
    void givesEveryPartPortsOfItsOwn() {
        Ports ports = new Ports(8080);

        assertThat(ports.named()).hasSize(18).containsKeys(8080, 8097);
        assertThat(ports.named().values())
                .containsOnly("api", "console", "worker", "postgres", "kafka", "temporal");
    }

    @Test
    void refusesABaseOutsideTheRangeOfPorts() {
        assertThatThrownBy(() -> new Ports(65_530)).hasMessageContaining("65530");
        assertThatThrownBy(() -> new Ports(80)).hasMessageContaining("80");
    }
}
