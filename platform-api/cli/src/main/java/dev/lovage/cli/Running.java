package dev.lovage.cli;

import dev.lovage.client.Catalogue;
import dev.lovage.client.LovageClient;
import dev.lovage.client.ProblemException;
import dev.lovage.client.UnreachableException;
import dev.lovage.local.PartStatus;
import dev.lovage.local.PlatformState;
import dev.lovage.local.Stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether the platform that runs on a folder works.
record Running(Path folder, PlatformState state) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SERVER_ERROR = 500;

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (state.parts().isEmpty()) {
            findings.add(
                    Finding.problem(
                            "platform",
                            "process %d starts, and has no parts yet: look again, or into %s"
                                    .formatted(state.pid(), log("lovage"))));
            return findings;
        }
        state.parts().forEach(part -> findings.add(part(part)));
        Stack stack = Stack.read(folder);
        if (has("api")) {
            findings.addAll(api(stack));
        }
        if (has("console")) {
            findings.add(console(URI.create(stack.console())));
        }
        return findings;
    }

    private boolean has(String part) {
        return state.parts().stream().anyMatch(status -> status.name().equals(part));
    }

    private Finding part(PartStatus part) {
        return Finding.of(
                part.name(),
                part.state() == PartStatus.State.SERVING,
                "%s since %s, restarts %d"
                        .formatted(
                                part.state().name().toLowerCase(Locale.ROOT),
                                part.since(),
                                part.restarts()),
                "see " + log(part.name()));
    }

    private List<Finding> api(Stack stack) {
        try (LovageClient client = Connection.administrator(stack)) {
            List<Catalogue.Worker> workers = client.workers();
            Finding ready = Finding.ok("api", "answers at " + stack.api());
            return has("worker") ? List.of(ready, worker(workers)) : List.of(ready);
        } catch (ProblemException | UnreachableException e) {
            return List.of(Finding.problem("api", e.getMessage() + ": see " + log("api")));
        }
    }

    private Finding worker(List<Catalogue.Worker> workers) {
        long alive = workers.stream().filter(Catalogue.Worker::alive).count();
        return Finding.of(
                "worker",
                alive > 0,
                alive + " heard of within 30 s",
                "see " + log("worker") + " and " + log("kafka"));
    }

    private Finding console(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            return Finding.of(
                    "console",
                    status < SERVER_ERROR,
                    "answers with " + status + " at " + address,
                    "see " + log("console"));
        } catch (IOException e) {
            return Finding.problem(
                    "console", "does not answer at " + address + ": see " + log("console"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.problem("console", "was not asked to the end");
        }
    }

    private Path log(String part) {
        return folder.resolve("logs").resolve(part + ".log");
    }
}
