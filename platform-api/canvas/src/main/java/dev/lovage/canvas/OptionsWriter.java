package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.SequencedMap;

/// Writes where, when, how urgently and how persistently calls run.
final class OptionsWriter {
    private OptionsWriter() {}

    static SequencedMap<String, @Nullable Object> tree(Options options) {
        var tree = new Tree();
        tree.put("queue", options.queue());
        tree.put("priority", options.priority() == null ? null : (long) options.priority());
        tree.put("retry", Tree.filled(retry(options.retry())));
        tree.put("timeout", Tree.filled(timeout(options.timeout())));
        begin(tree, options.begin());
        tree.put("inline", options.inline());
        return tree.map;
    }

    /// What stands under `defaults` in a definition.
    static Map<String, @Nullable Object> defaults(Options options) {
        return tree(new Options(null, options.priority(), options.retry(), options.timeout()));
    }

    private static Map<String, @Nullable Object> retry(Options.Retry retry) {
        var tree = new Tree();
        tree.put("attempts", retry.attempts() == null ? null : (long) retry.attempts());
        tree.duration("backoff", retry.backoff(), null);
        tree.put("factor", retry.factor());
        tree.duration("max", retry.max(), null);
        tree.put("jitter", retry.jitter() == null ? null : Fields.word(retry.jitter()));
        tree.put("on", retry.on());
        tree.put("never", retry.never());
        tree.put("onLost", retry.onLost() == null ? null : Fields.word(retry.onLost()));
        return tree.map;
    }

    private static Map<String, @Nullable Object> timeout(Options.Timeouts timeout) {
        var tree = new Tree();
        tree.duration("attempt", timeout.attempt(), null);
        tree.duration("queue", timeout.queue(), null);
        tree.duration("total", timeout.total(), null);
        tree.duration("heartbeat", timeout.heartbeat(), null);
        tree.duration("soft", timeout.soft(), null);
        return tree.map;
    }

    static void until(Tree tree, String key, Until until) {
        switch (until) {
            case Until.After(var delay) -> tree.duration(key, delay, null);
            case Until.Computed(var delay) -> tree.template(key, delay);
            case Until.At(var moment) -> {
                var inner = new Tree();
                inner.template("until", moment);
                tree.put(key, inner.map);
            }
        }
    }

    private static void begin(Tree tree, Options.Begin begin) {
        switch (begin.notBefore()) {
            case null -> {}
            case Until.At(var moment) -> tree.template("eta", moment);
            case Until.After after -> until(tree, "countdown", after);
            case Until.Computed computed -> until(tree, "countdown", computed);
        }
        tree.duration("expires", begin.expires(), null);
    }
}
