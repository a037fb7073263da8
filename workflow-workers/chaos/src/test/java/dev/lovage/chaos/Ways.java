package dev.lovage.chaos;

import dev.lovage.local.Detours;
import dev.lovage.local.Door;
import dev.lovage.local.Ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every way between the parts of a platform, behind a door.
record Ways(Map<Way, Door> doors, Map<Integer, Integer> kafka) implements AutoCloseable {

    static Ways between(Ports ports) {
        var doors = new EnumMap<Way, Door>(Way.class);
        var kafka = new HashMap<Integer, Integer>();
        for (var way : Way.values()) {
            int port =
                    switch (way) {
                        case API_POSTGRES -> ports.postgres();
                        case API_TEMPORAL, WORKER_TEMPORAL -> ports.temporal();
                        case API_KAFKA, WORKER_KAFKA -> free();
                    };
            var door = Door.to("127.0.0.1:" + port);
            doors.put(way, door);
            if (way.server.equals("kafka")) {
                kafka.put(port, door.port());
            }
        }
        return new Ways(Map.copyOf(doors), Map.copyOf(kafka));
    }

    private static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param sink `host:port` that tasks may call
    /// @param failpoints folder in which points are armed, in a folder of each part's name
    /// @param further workers besides the first, by name; they share its ways
    Detours detours(String sink, Path failpoints, List<String> further) {
        var all = new HashMap<String, Map<String, String>>();
        all.put("api", api(failpoints.resolve("api")));
        all.put("worker", worker(sink, failpoints.resolve("worker")));
        further.forEach(name -> all.put(name, worker(sink, failpoints.resolve(name))));
        return new Detours(
                all,
                kafka,
                further.stream().collect(Collectors.toMap(Function.identity(), _ -> free())));
    }

    private Map<String, String> api(Path failpoints) {
        var api = environment(Way.API_TEMPORAL, Way.API_KAFKA, failpoints);
        api.put(
                "LOVAGE_DATABASE_URL",
                "jdbc:postgresql://%s/lovage".formatted(at(Way.API_POSTGRES)));
        return api;
    }

    private Map<String, String> worker(String sink, Path failpoints) {
        var worker = environment(Way.WORKER_TEMPORAL, Way.WORKER_KAFKA, failpoints);
        worker.put("LOVAGE_EGRESS_ALLOW", sink);
        return worker;
    }

    private Map<String, String> environment(Way temporal, Way broker, Path failpoints) {
        var environment = new HashMap<String, String>();
        environment.put("LOVAGE_TEMPORAL_TARGET", at(temporal));
        environment.put("LOVAGE_KAFKA_SERVERS", at(broker));
        environment.put("JAVA_TOOL_OPTIONS", "-Dlovage.failpoints=" + failpoints + guards());
        return environment;
    }

    /// A test that is to show what a guard is for is started without it, and so are the parts.
    private static String guards() {
        var off = System.getProperty("lovage.test.guards.off");
        return off == null ? "" : " -Dlovage.test.guards.off=" + off;
    }

    private String at(Way way) {
        return door(way).address();
    }

    Door door(Way way) {
        return Objects.requireNonNull(doors.get(way));
    }

    @Override
    public void close() {
        doors.values().forEach(Door::close);
    }
}
