package dev.lovage.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

final class EgressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:808:808::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void takesNoneOfTheseForPublic(String address) {
        assertThat(PublicAddresses.hold(InetAddress.ofLiteral(address))).isFalse();
        assertThatThrownBy(() -> egress(address).resolve("a.test", 80))
                .isInstanceOf(EgressDeniedException.class)
                .hasMessageContaining("a.test:80")
                .hasMessageContaining("lovage.egress.allow")
                .message()
                .doesNotContain(address + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2001:4860:4860::8888",
                "2606:4700::1111",
                "2a00:1450::1"
            })
    void takesTheseForPublic(String address) throws UnknownHostException {
        assertThat(egress(address).resolve("a.test", 443))
                .containsExactly(new InetSocketAddress(InetAddress.ofLiteral(address), 443));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,              10.1.2.3, 80, true",
        "10.1.2.3,              10.1.2.4, 80, false",
        "10.0.0.0/8,            10.9.9.9, 80, true",
        "10.1.0.0/20,           10.1.15.255, 80, true",
        "10.1.0.0/20,           10.1.16.0, 80, false",
        "10.0.0.0/8:8443,       10.9.9.9, 80, false",
        "10.0.0.0/8:80,         10.9.9.9, 80, true",
        "[fd00::/8],            fd12::1, 80, true",
        "[fd00::/8]:80,         fd12::1, 81, false",
        "[::1]:80,              ::1, 80, true",
        "a.test,                10.1.2.3, 80, true",
        "A.Test:80,             127.0.0.1, 80, true",
        "a.test:81,             10.1.2.3, 80, false",
        "b.test,                10.1.2.3, 80, false",
        "[::ffff:10.0.0.1],     10.0.0.1, 80, true",
    })
    void opensWhatIsAllowed(String opening, String address, int port, boolean open) {
        var egress = new Egress(List.of(opening), host -> addresses(address));

        for (var host : List.of("a.test", "A.TEST", "a.test.")) {
            if (open) {
                assertThat(open(egress, host, port)).hasSize(1);
            } else {
                assertThatThrownBy(() -> egress.resolve(host, port))
                        .isInstanceOf(EgressDeniedException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0/8",
                "127.1",
                "fd00::/8",
                "a.test:0",
                "a.test:65536",
                "a.test:http",
                "http://a.test",
                "*.test",
                "a test",
                "[]",
                "-a"
            })
    void refusesAnEntryThatItCannotRead(String entry) {
        assertThatThrownBy(() -> new Egress(List.of(entry), host -> addresses("1.1.1.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(entry)
                .hasMessageContaining("lovage.egress.allow");
    }

    @Test
    void givesOnlyThoseAddressesOfAHostThatAreOpen() throws UnknownHostException {
        assertThat(egress("10.0.0.1", "8.8.8.8", "::1").resolve("a.test", 80))
                .extracting(address -> address.getAddress().getHostAddress())
                .containsExactly("8.8.8.8");
    }

    private static Egress egress(String... addresses) {
        return new Egress(List.of(), host -> addresses(addresses));
    }

    private static List<InetSocketAddress> open(Egress egress, String host, int port) {
        try {
            return egress.resolve(host, port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static InetAddress[] addresses(String... texts) {
        return Stream.of(texts).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
