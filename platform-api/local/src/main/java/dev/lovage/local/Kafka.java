package dev.lovage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A Kafka broker as a part: its own Java process with its own libraries, in KRaft mode, alone.
final class Kafka {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final Path home;
    private final Path libraries;
    private final Ports ports;
    private final Map<Integer, Integer> detours;

    /// @param detours further ports that it listens on, each with the one it sends clients on to
    Kafka(Path data, Path libraries, Ports ports, Map<Integer, Integer> detours) {
        this.data = data;
        this.home = data.resolve("kafka");
        this.libraries = libraries;
        this.ports = ports;
        this.detours = detours;
    }

    Part part() {
        return new Part(
                "kafka",
                Set.of(),
                this::prepare,
                new Part.Command(java("kafka.Kafka", settings().toString()), Map.of(), data),
                _ -> Http.listens(ports.kafka()),
                Part.Ending.AT_ONCE);
    }

    private void prepare() throws IOException, InterruptedException {
        PrivateFiles.folder(home);
        PrivateFiles.write(
                settings(),
                Postgres.resource("kafka.properties")
                        .replace("{port}", Integer.toString(ports.kafka()))
                        .replace("{controller}", Integer.toString(ports.kafkaController()))
                        .replace("{further}", listeners(Map.Entry::getKey))
                        .replace("{advertised}", listeners(Map.Entry::getValue))
                        .replace("{protocols}", protocols())
                        .replace("{log}", home.resolve("log").toString()));
        PrivateFiles.write(logging(), Postgres.resource("kafka-logback.xml"));
        if (!Files.exists(home.resolve("log/meta.properties"))) {
            List<String> format = java("kafka.tools.StorageTool", "format");
            format.addAll(List.of("--cluster-id=" + clusterId(), "-c", settings().toString()));
            new Tool("Formatting Kafka's log", format, Map.of(), PATIENCE).run("");
        }
    }

    private String listeners(Function<Map.Entry<Integer, Integer>, Integer> port) {
        return detours.entrySet().stream()
                .map(detour ->
                        ",DETOUR%d://127.0.0.1:%d".formatted(detour.getKey(), port.apply(detour)))
                .collect(Collectors.joining());
    }

    private String protocols() {
        return detours.keySet().stream()
                .map(",DETOUR%d:PLAINTEXT"::formatted)
                .collect(Collectors.joining());
    }

    private Path settings() {
        return home.resolve("server.properties");
    }

    private Path logging() {
        return home.resolve("logback.xml");
    }

    /// Kafka's own form of a UUID.
    private static String clusterId() {
        UUID id = UUID.randomUUID();
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * 2);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private List<String> java(String main, String argument) {
        List<String> line = new ArrayList<>(Jvm.small(256));
        line.add("-Dlogback.configurationFile=" + logging());
        line.addAll(List.of("-cp", libraries + "/*", main, argument));
        return line;
    }
}
