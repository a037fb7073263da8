package dev.lovage.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What there is to see where nothing moves any more: threads, open runs, lag, locks.
final class Diagnosis {
    private static final int RUNS = 10;

    private Diagnosis() {}

    static void write(Path file, Faulted platform, TemporalRuns temporal) {
        var lines = new ArrayList<String>();
        lines.add("--- parts");
        platform.parts().forEach(part -> lines.add(part.toString()));
        part(lines, "open runs in Temporal", () -> temporal.pending(RUNS));
        part(lines, "what is applied", () -> offsets(platform));
        part(lines, "PostgreSQL", () -> new ReadModel(platform.stack().postgres()).waits());
        for (var name : Stream.concat(Stream.of("api"), platform.workers().stream()).toList()) {
            part(lines, "threads of the " + name, () -> threads(platform, name));
        }
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            lines.add(e.toString());
        }
        System.out.println("Stuck: see " + file);
    }

    private interface Question {
        List<String> ask() throws Exception;
    }

    /// One that is not answered does not keep the others from being asked.
    private static void part(List<String> lines, String heading, Question question) {
        lines.add("--- " + heading);
        try {
            lines.addAll(question.ask());
        } catch (Exception e) {
            lines.add(e.toString());
        }
    }

    private static List<String> offsets(Faulted platform) throws Exception {
        try (var topic = new Topic(platform.stack())) {
            var applied = new ReadModel(platform.stack().postgres()).offsets();
            return topic.ends().entrySet().stream()
                    .map(end -> end + " applied " + applied.get(end.getKey()))
                    .toList();
        }
    }

    private static List<String> threads(Faulted platform, String name) throws IOException {
        var pid =
                platform.parts().stream()
                        .filter(part -> part.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .pid();
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process =
                new ProcessBuilder(jcmd, Long.toString(pid), "Thread.print")
                        .redirectErrorStream(true)
                        .start();
        return process.inputReader().lines().toList();
    }
}
