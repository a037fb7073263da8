package dev.lovage.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/// The ports of one platform: a block of eighteen that begins with the api's.
public record Ports(int base) {
    private static final int SIZE = 18;
    private static final int LOWEST_FREE = 20_000;
    private static final int HIGHEST_FREE = 32_000;
    private static final int TRIES = 200;

    public Ports {
        if (base < 1024 || base > 65_535 - SIZE) {
            throw new LocalException("The port base must lie between 1024 and 65517: " + base);
        }
    }

    /// A block of which no port is in use now, below the range the system gives to clients.
    public static Ports free() {
        for (int i = 0; i < TRIES; i++) {
            Ports ports = new Ports(ThreadLocalRandom.current().nextInt(LOWEST_FREE, HIGHEST_FREE));
            if (ports.named().keySet().stream().allMatch(Ports::isFree)) {
                return ports;
            }
        }
        throw new LocalException("No block of " + SIZE + " free ports found");
    }

    public int api() {
        return base;
    }

    int console() {
        return base + 1;
    }

    int apiManagement() {
        return base + 2;
    }

    /// Where the console tells how it is and what it counts.
    public int consoleManagement() {
        return base + 3;
    }

    int workerManagement() {
        return base + 4;
    }

    public int postgres() {
        return base + 5;
    }

    public int kafka() {
        return base + 6;
    }

    int kafkaController() {
        return base + 7;
    }

    public int temporal() {
        return base + 8;
    }

    int temporalHttp() {
        return base + 9;
    }

    /// Seven ports that only Temporal's four services use among themselves.
    int temporalInternal(int index) {
        return base + 10 + index;
    }

    /// Where the api serves workers alone.
    int apiInternal() {
        return base + 17;
    }

    /// Every port of the block with the name of the part that listens on it.
    Map<Integer, String> named() {
        Map<Integer, String> names = new TreeMap<>();
        names.put(api(), "api");
        names.put(console(), "console");
        names.put(apiManagement(), "api");
        names.put(consoleManagement(), "console");
        names.put(workerManagement(), "worker");
        names.put(postgres(), "postgres");
        names.put(kafka(), "kafka");
        names.put(kafkaController(), "kafka");
        for (int port = temporal(); port < apiInternal(); port++) {
            names.put(port, "temporal");
        }
        names.put(apiInternal(), "api");
        return names;
    }

    /// Fails naming every port of `parts` that something else listens on, and what that is.
    void requireFree(Set<String> parts) {
        List<String> taken = taken(parts);
        if (!taken.isEmpty()) {
            throw new LocalException(
                    "Ports that the platform needs are taken:\n  "
                            + String.join("\n  ", taken)
                            + "\nStop what holds them, or choose others with --port-base");
        }
    }

    /// Every port of the block that something listens on, with the part it is for and who that is.
    public List<String> taken() {
        return taken(Set.copyOf(named().values()));
    }

    private List<String> taken(Set<String> parts) {
        Map<String, List<Integer>> taken = new LinkedHashMap<>();
        named().forEach((port, part) -> {
            if (parts.contains(part) && !isFree(port)) {
                String claim = "(%s): %s".formatted(part, PortHolder.of(port));
                taken.computeIfAbsent(claim, _ -> new ArrayList<>()).add(port);
            }
        });
        return taken.entrySet().stream()
                .map(claim -> range(claim.getValue()) + " " + claim.getKey())
                .toList();
    }

    private static String range(List<Integer> ports) {
        return ports.size() == 1 ? ports.getFirst() + "" : ports.getFirst() + "…" + ports.getLast();
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
