package dev.lovage.cli;

import dev.lovage.client.Catalogue;
import dev.lovage.client.LovageClient;
import dev.lovage.client.ProblemException;
import dev.lovage.local.LocalException;
import dev.lovage.local.Output;
import dev.lovage.local.Plan;
import dev.lovage.local.Stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// The definitions that come with the samples: a new platform has them once its worker has told the
/// api what it serves, a changed one keeps its own.
final class Samples {
    private static final String FOLDER = "lovage/";
    private static final String SUFFIX = ".yaml";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);

    private Samples() {}

    static void apply(Plan plan, Stack stack, Output output) throws IOException {
        try (JarFile jar = new JarFile(plan.data().resolve("app/worker/app.jar").toFile());
                LovageClient client = Connection.administrator(stack)) {
            awaitWorker(client);
            Set<String> known = new HashSet<>();
            client.workflows().items().forEach(workflow -> known.add(workflow.name()));
            for (JarEntry entry : definitions(jar)) {
                String name =
                        entry.getName().substring(FOLDER.length(), entry.getName().length() - 5);
                if (known.add(name)) {
                    apply(client, name, text(jar, entry), output);
                }
            }
        }
    }

    private static void awaitWorker(LovageClient client) {
        Instant end = Instant.now().plus(PATIENCE);
        while (client.workers().stream().noneMatch(Catalogue.Worker::alive)) {
            if (Instant.now().isAfter(end)) {
                throw new LocalException(
                        "No worker has told the api what it serves within %s; see worker.log and api.log"
                                .formatted(PATIENCE));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static void apply(LovageClient client, String name, String text, Output output) {
        try {
            client.save(name, text);
            output.say("added the sample " + name);
        } catch (ProblemException e) {
            output.say("the sample %s is refused: %s".formatted(name, e.getMessage()));
        }
    }

    private static List<JarEntry> definitions(JarFile jar) {
        return jar.stream()
                .filter(entry -> entry.getName().startsWith(FOLDER))
                .filter(entry -> entry.getName().endsWith(SUFFIX))
                .toList();
    }

    private static String text(JarFile jar, JarEntry entry) throws IOException {
        try (var in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
