package dev.lovage.engine;

import static dev.lovage.engine.CeleryCall.raised;
import static dev.lovage.engine.CeleryCall.retried;

import static java.util.Map.entry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The tasks that the canvases of the cases call, as the cases describe them.
final class CeleryTaskBook {
    interface Task {
        @Nullable Object run(CeleryCall call) throws InterruptedException;
    }

    /// A task's answer: this is to run in its place.
    record Replacement(Map<String, Object> signature) {}

    private static final double SECOND = 1000;

    private static final Map<String, Task> TASKS =
            Map.ofEntries(
                    entry("identity", call -> call.arg(0, "x")),
                    entry("none", _ -> null),
                    entry("noop", _ -> null),
                    entry("echo", call -> Map.of("args", call.args(), "kwargs", call.kwargs())),
                    entry("add", CeleryTaskBook::add),
                    entry("add_ignore_result", CeleryTaskBook::addAndForget),
                    entry("mul", call -> call.number(0, "x", 0) * call.number(1, "y", 0)),
                    entry("tsum", call -> sum(call.arg(0, "nums"))),
                    entry("xsum", call -> sum(call.arg(0, "nums"))),
                    entry("dynamic_args", CeleryTaskBook::dynamic),
                    entry("fail", CeleryTaskBook::fail),
                    entry("raise_error", _ -> thrown(raised("ValueError", "deliberate error"))),
                    entry("write_to_log", CeleryTaskBook::write),
                    entry("delayed_identity", CeleryTaskBook::delayed),
                    entry("retry_n", CeleryTaskBook::retriedOften),
                    entry("retry_forever", CeleryTaskBook::retriedForever),
                    entry("autoretry_flaky", CeleryTaskBook::flaky),
                    entry("autoretry_dont", CeleryTaskBook::excluded),
                    entry("return_priority", call -> "Priority: " + call.priority()),
                    entry("return_request", CeleryTaskBook::request),
                    entry("errback_old_style", call -> noted(call, "errback_id", "path")),
                    entry("errback_new_style", call -> noted(call, "errback_new", "type")),
                    entry("custom_state", CeleryTaskBook::customState),
                    entry("ignore_self", _ -> thrown(raised("Ignore"))),
                    entry("reject_self", _ -> thrown(raised("Reject", "no", false))),
                    entry("add_to_all_to_chord", _ -> 0L),
                    entry("add_replaced", call -> replaced("add", false, call.args())),
                    entry("fail_replaced", call -> replaced("fail", true, call.args())),
                    entry("add_to_all", CeleryTaskBook::addToAll),
                    entry("replace_with", CeleryTaskBook::replaceWith),
                    entry("replace_with_chain", CeleryTaskBook::replaceWithChain),
                    entry("replace_with_chain_which_raises", CeleryTaskBook::replaceWithRaising),
                    entry(
                            "replace_with_empty_chain",
                            _ ->
                                    thrown(
                                            raised(
                                                    "ImproperlyConfigured",
                                                    "Cannot replace with an empty chain"))));

    private CeleryTaskBook() {}

    static List<String> names() {
        return TASKS.keySet().stream().sorted().toList();
    }

    static @Nullable Task find(String name) {
        return TASKS.get(name);
    }

    private static Object thrown(RuntimeException failure) {
        throw failure;
    }

    private static Object add(CeleryCall call) {
        var sum = plus(call.arg(0, "x"), call.arg(1, "y"));
        var z = call.arg(2, "z");
        return z == null || z.equals(0L) ? sum : plus(sum, z);
    }

    private static Object plus(@Nullable Object x, @Nullable Object y) {
        if (x instanceof Long one && y instanceof Long other) {
            return one + other;
        }
        if (x instanceof String one && y instanceof String other) {
            return one + other;
        }
        if (x instanceof List<?> one && y instanceof List<?> other) {
            return Stream.concat(one.stream(), other.stream()).toList();
        }
        throw raised("TypeError", "cannot add " + y + " to " + x);
    }

    /// Celery stores no result of it.
    private static @Nullable Object addAndForget(CeleryCall call) {
        call.logs().note("log", add(call));
        return null;
    }

    private static long sum(@Nullable Object numbers) {
        return numbers instanceof Collection<?> all
                ? all.stream().mapToLong(CeleryTaskBook::sum).sum()
                : numbers instanceof Long number ? number : 0;
    }

    private static Object dynamic(CeleryCall call) {
        return call.number(0, "a", 0) + call.number(1, "b", 10) + call.number(9, "c", 100);
    }

    private static Object fail(CeleryCall call) {
        var arguments = new ArrayList<Object>(List.of("Task expected to fail"));
        arguments.addAll(call.args());
        throw raised("ExpectedException", arguments.toArray());
    }

    private static @Nullable Object write(CeleryCall call) {
        call.logs().note(call.text(1, "key", "log"), call.arg(0, "message"));
        return null;
    }

    private static @Nullable Object noted(CeleryCall call, String log, String field) {
        call.logs().note(log, ((Map<?, ?>) call.args().getFirst()).get(field));
        return null;
    }

    private static @Nullable Object delayed(CeleryCall call) throws InterruptedException {
        pause(call.arg(1, "pause_time"), 0.5);
        return call.arg(0, "x");
    }

    private static void pause(@Nullable Object seconds, double otherwise)
            throws InterruptedException {
        double pause = seconds instanceof Number given ? given.doubleValue() : otherwise;
        TimeUnit.MILLISECONDS.sleep((long) (pause * SECOND));
    }

    private static Object retriedOften(CeleryCall call) {
        if (call.retries() < call.number(0, "n", 0)) {
            throw retried("Retry", "not yet");
        }
        var answer = new ArrayList<Object>(List.of((long) call.retries()));
        answer.add(call.arg(1, "value"));
        return answer;
    }

    private static Object retriedForever(CeleryCall call) {
        call.logs().note("attempts", String.valueOf(call.retries()));
        var more = call.retries() < call.number(0, "max_retries", 2);
        throw more
                ? retried("ExpectedException", "still failing")
                : raised("ExpectedException", "still failing");
    }

    private static @Nullable Object flaky(CeleryCall call) {
        call.logs().note("attempts", String.valueOf(call.retries()));
        if (call.retries() < call.number(0, "fail_times", 0)) {
            throw retried("ValueError", "attempt " + call.retries());
        }
        return call.arg(1, "value");
    }

    private static Object excluded(CeleryCall call) {
        call.logs().note("attempts", String.valueOf(call.retries()));
        throw retried("CustomError", "excluded subclass");
    }

    private static Object request(CeleryCall call) {
        var fields = new HashMap<Object, @Nullable Object>();
        ((List<?>) call.kwargs().get("fields")).forEach(field -> fields.put(field, null));
        return fields;
    }

    private static Object customState(CeleryCall call) throws InterruptedException {
        pause(call.kwargs().get("pause"), 1);
        return Boolean.FALSE.equals(call.kwargs().get("final")) ? thrown(raised("Ignore")) : "done";
    }

    private static Map<String, Object> signature(String task, boolean immutable, List<?> args) {
        return Map.of(
                "task",
                task,
                "args",
                args,
                "kwargs",
                Map.of(),
                "options",
                Map.of(),
                "immutable",
                immutable);
    }

    private static Map<String, Object> composed(
            String type, List<?> members, Map<String, ?> options) {
        return Map.of(
                "task",
                "celery." + type,
                "args",
                List.of(),
                "kwargs",
                Map.of("tasks", members),
                "options",
                options,
                "subtask_type",
                type,
                "immutable",
                false);
    }

    private static Object replaced(String task, boolean immutable, List<?> args) {
        return new Replacement(signature(task, immutable, args));
    }

    private static Object addToAll(CeleryCall call) {
        var members =
                ((List<?>) call.arg(0, "nums"))
                        .stream()
                                .map(number ->
                                        signature(
                                                "add", false, List.of(number, call.arg(1, "val"))))
                                .toList();
        return new Replacement(composed("group", members, Map.of()));
    }

    @SuppressWarnings("unchecked")
    private static Object replaceWith(CeleryCall call) {
        return new Replacement((Map<String, Object>) call.args().getLast());
    }

    private static Object replaceWithChain(CeleryCall call) {
        var message = call.kwargs().get("link_msg");
        var link =
                message == null
                        ? signature("write_to_log", false, List.of())
                        : signature("write_to_log", true, List.of(message));
        var members =
                List.of(
                        signature("identity", false, call.args()),
                        signature("identity", false, List.of()));
        return new Replacement(composed("chain", members, Map.of("link", List.of(link))));
    }

    private static Object replaceWithRaising(CeleryCall call) {
        var told = signature("write_to_log", true, List.of(call.kwargs().get("link_msg")));
        var members =
                List.of(
                        signature("identity", false, call.args()),
                        signature("raise_error", false, List.of()));
        return new Replacement(composed("chain", members, Map.of("link_error", List.of(told))));
    }
}
