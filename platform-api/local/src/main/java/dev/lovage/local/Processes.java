package dev.lovage.local;

import dev.lovage.local.Plan.Extent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The api, a worker with the samples, and the console as parts, from the distributions that the
/// images hold, too.
final class Processes {
    private static final String READY = "/health/readiness";
    private static final String LIVE = "/health/liveness";
    private static final String MANAGEMENT = "LOVAGE_MANAGEMENT_PORT";
    private static final String MODEL = "LOVAGE_LLM_";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int OK = 200;
    private static final int MEGABYTES = 256;

    private final Plan plan;
    private final Stack stack;
    private final Http http = new Http();
    private final String feedToken = Secrets.passing();
    private final String workerToken = Secrets.passing();

    Processes(Plan plan, Stack stack) {
        this.plan = plan;
        this.stack = stack;
    }

    List<Part> parts() throws IOException {
        Ports ports = plan.ports();
        Set<String> servers =
                plan.temporal().isPresent()
                        ? Set.of("postgres", "kafka")
                        : Set.of("postgres", "kafka", "temporal");
        Checkout checkout = plan.checkout();
        Part api = part("api", servers, checkout.api(), api(ports));
        if (plan.extent() == Extent.API) {
            return List.of(api);
        }
        var parts = new ArrayList<Part>();
        parts.add(api);
        parts.add(worker("worker", ports.workerManagement()));
        for (var further : plan.detours().workers().entrySet()) {
            parts.add(worker(further.getKey(), further.getValue()));
        }
        parts.add(part("console", Set.of("api"), checkout.console(), console(ports)));
        return List.copyOf(parts);
    }

    private Part worker(String name, int management) throws IOException {
        return part(name, Set.of("api"), plan.checkout().worker(), working(management));
    }

    private Part part(
            String name, Set<String> needs, Distribution built, Map<String, String> environment)
            throws IOException {
        Path jar = built.copyTo(plan.data().resolve("app").resolve(name));
        List<String> line =
                new ArrayList<>(
                        plan.extent() == Extent.API ? Jvm.fast(MEGABYTES) : Jvm.small(MEGABYTES));
        line.addAll(List.of("-jar", jar.toString()));
        Map<String, String> whole = new HashMap<>(environment);
        whole.putAll(plan.detours().of(name));
        int management = Integer.parseInt(environment.getOrDefault(MANAGEMENT, "0"));
        return new Part(
                name,
                needs,
                Part.Step.NONE,
                new Part.Command(line, whole, plan.data()),
                _ -> http.get(management, READY) == OK,
                Part.Ending.AT_ONCE);
    }

    private Map<String, String> api(Ports ports) {
        Map<String, String> environment = shared(ports.apiManagement());
        environment.put("LOVAGE_SERVER_HOST", LOOPBACK);
        environment.put("LOVAGE_SERVER_PORT", Integer.toString(ports.api()));
        environment.put("LOVAGE_DATABASE_URL", stack.postgres().url());
        environment.put("LOVAGE_DATABASE_USER", stack.postgres().user());
        environment.put("LOVAGE_DATABASE_PASSWORD", stack.postgres().password());
        environment.put("LOVAGE_ADMIN_NAME", stack.admin().name());
        environment.put("LOVAGE_ADMIN_PASSWORD", stack.admin().password());
        environment.put("LOVAGE_FEED_TOKEN", feedToken);
        environment.put("LOVAGE_INTERNAL_HOST", LOOPBACK);
        environment.put("LOVAGE_INTERNAL_PORT", Integer.toString(ports.apiInternal()));
        environment.put("LOVAGE_WORKER_TOKEN", workerToken);
        return environment;
    }

    /// Tasks that read files see the checkout and the user's home, and nothing else. The model that
    /// `llm.chat` asks is the one that the user's environment names.
    private Map<String, String> working(int management) {
        Ports ports = plan.ports();
        Map<String, String> environment = shared(management);
        environment.put("LOVAGE_API_URL", stack.api());
        environment.put(
                "LOVAGE_API_INTERNAL_URL", "http://%s:%d".formatted(LOOPBACK, ports.apiInternal()));
        environment.put("LOVAGE_WORKER_TOKEN", workerToken);
        environment.put("LOVAGE_MANAGEMENT_HOST", LOOPBACK);
        environment.put("LOVAGE_FILES_ROOTS", plan.checkout().root() + "," + Plan.userHome());
        // less than the platform has to stop
        environment.put("LOVAGE_WORKER_STOP_GRACE", "4s");
        environment.put("LOVAGE_EVENTS_VALUES", "small");
        environment.putAll(samples(ports));
        System.getenv()
                .forEach((name, value) -> {
                    if (name.startsWith(MODEL)) {
                        environment.put(name, value);
                    }
                });
        return environment;
    }

    /// The samples look at the platform's own health: nothing else on this machine is open to them.
    private Map<String, String> samples(Ports ports) {
        String api = LOOPBACK + ":" + ports.apiManagement();
        String console = LOOPBACK + ":" + ports.consoleManagement();
        return Map.of(
                "LOVAGE_EGRESS_ALLOW",
                api + "," + console,
                "SAMPLES_ADDRESSES",
                "http://%s%s,http://%s%s".formatted(api, LIVE, console, LIVE),
                "SAMPLES_LEDGER",
                plan.data().resolve("samples.ledger").toString(),
                "SAMPLES_DOCUMENTS",
                plan.checkout().root().toString());
    }

    private Map<String, String> console(Ports ports) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LOVAGE_API_URL", stack.api());
        environment.put("LOVAGE_FEED_TOKEN", feedToken);
        environment.put("LOVAGE_SERVER_HOST", LOOPBACK);
        environment.put("LOVAGE_SERVER_PORT", Integer.toString(ports.console()));
        environment.put("LOVAGE_MANAGEMENT_HOST", LOOPBACK);
        environment.put(MANAGEMENT, Integer.toString(ports.consoleManagement()));
        return environment;
    }

    private Map<String, String> shared(int management) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LOVAGE_TEMPORAL_TARGET", stack.temporal());
        environment.put("LOVAGE_TEMPORAL_NAMESPACE", stack.namespace());
        environment.put("LOVAGE_KAFKA_SERVERS", stack.kafka());
        environment.put(MANAGEMENT, Integer.toString(management));
        return environment;
    }
}
