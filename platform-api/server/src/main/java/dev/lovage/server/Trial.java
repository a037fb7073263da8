package dev.lovage.server;

import dev.lovage.client.Access.SignIn;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Starts a run over REST and waits for its result, from outside: what `helm test` runs.
///
/// Speaks to `LOVAGE_URL`, with `LOVAGE_TOKEN` or as `LOVAGE_ADMIN_NAME` with
/// `LOVAGE_ADMIN_PASSWORD`. Its arguments are a queue and how many seconds it waits.
public final class Trial {
    private static final Map<String, Object> LEFT = Map.of("from", "the trial");
    private static final Map<String, Object> RIGHT = Map.of("is", "here");

    private Trial() {}

    public static void main(String[] arguments) {
        var environment = System.getenv();
        var url = URI.create(environment.getOrDefault("LOVAGE_URL", "http://127.0.0.1:8080"));
        var token = token(url, environment);
        try (var client = LovageClient.at(url, () -> token)) {
            var run = client.startTask("json.merge", merge(arguments[0]), null);
            var wait = Duration.ofSeconds(Long.parseLong(arguments[1]));
            System.out.println(run.id() + " " + succeeded(client, run.id(), wait));
        }
    }

    private static Run.StartTask merge(String queue) {
        return new Run.StartTask(
                List.of(List.of(LEFT, RIGHT)), null, Map.of("queue", queue), null, null);
    }

    private static Object succeeded(LovageClient client, String id, Duration wait) {
        var result = client.result(id, wait);
        var expected = Map.of("from", "the trial", "is", "here");
        if (result.state() != RunState.SUCCEEDED || !expected.equals(result.result())) {
            throw new IllegalStateException(
                    id + " is " + result.state() + ": " + result.error() + " " + result.result());
        }
        return result.state();
    }

    private static String token(URI url, Map<String, String> environment) {
        var token = environment.get("LOVAGE_TOKEN");
        if (token != null) {
            return token;
        }
        var name = environment.getOrDefault("LOVAGE_ADMIN_NAME", "admin");
        var password = environment.get("LOVAGE_ADMIN_PASSWORD");
        if (password == null) {
            throw new IllegalStateException("LOVAGE_TOKEN or LOVAGE_ADMIN_PASSWORD is needed");
        }
        try (var nobody = LovageClient.at(url, () -> null)) {
            return nobody.signIn(SignIn.with(name, password)).accessToken();
        }
    }
}
