package dev.lovage.worker.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses are on the public Internet: all but those that IANA's registries of special
/// purposes name, and what clouds serve their secrets from.
///
/// Of IPv6 only what is given out to networks is public. Forms that carry an IPv4 address in an
/// IPv6 one (NAT64, 6to4, Teredo) are not: they would reach what the IPv4 address would.
final class PublicAddresses {
    private static final List<Block> SPECIAL_4 =
            blocks(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32", // Azure's host
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3"); // multicast, reserved, broadcast
    private static final Block GIVEN_OUT_6 = Block.of("2000::/3");
    private static final List<Block> SPECIAL_6 =
            blocks(
                    "2001::/23", // Teredo, ORCHID, benchmarks
                    "2001:db8::/32",
                    "2002::/16", // 6to4
                    "3fff::/20");

    private PublicAddresses() {}

    static boolean hold(InetAddress address) {
        return address instanceof Inet4Address
                ? SPECIAL_4.stream().noneMatch(block -> block.holds(address))
                : GIVEN_OUT_6.holds(address)
                        && SPECIAL_6.stream().noneMatch(block -> block.holds(address));
    }

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(Block::of).toList();
    }
}
