package dev.lovage.canvas;

import dev.lovage.canvas.Keys.Kind;
import dev.lovage.canvas.Paths.Segment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the containers that decide what runs: switch and try.
final class ControlReader {
    private static final Set<String> NAMED_ONLY = Set.of("CANCELLED", "RUN_TIMEOUT");

    private final NodeReader nodes;
    private final Flaws flaws;

    ControlReader(NodeReader nodes, Flaws flaws) {
        this.nodes = nodes;
        this.flaws = flaws;
    }

    Canvas choice(Canvas.Traits traits, Fields fields, Site site) {
        var list = fields.list(Kind.SWITCH.key);
        if (list == null) {
            return NodeReader.NOTHING;
        }
        var at = fields.at(Kind.SWITCH.key);
        if (list.isEmpty()) {
            flaws.add(at, "EMPTY", "A switch needs at least one branch.");
        }
        var branches = new ArrayList<Canvas.Branch>();
        for (int i = 0; i < list.size(); i++) {
            var branch = Fields.of(list.get(i), Pointer.of(at, i), flaws);
            if (branch != null) {
                branches.add(branch(branch, i, i == list.size() - 1, site));
            }
        }
        return new Canvas.Switch(traits, branches);
    }

    private Canvas.Branch branch(Fields fields, int place, boolean isLast, Site site) {
        fields.only(Keys.BRANCH, "a branch of `switch`");
        var otherwise = fields.has("else");
        var key = otherwise ? "else" : "do";
        var inside = site.inside(fields.at(key), new Segment.Branch(place));
        if (!otherwise) {
            if (!fields.has("when")) {
                fields.flaw(
                        "when",
                        "MISSING",
                        "`when` is missing: it holds the condition of the branch; the last"
                                + " branch may be `else: node`.");
            }
            return new Canvas.Branch(
                    nodes.condition(fields, "when", site), nodes.body(fields, key, inside));
        }
        if (fields.has("when") || fields.has("do")) {
            fields.flaw("else", "TWO_KINDS", "A branch is `when` with `do`, or `else` alone.");
        }
        if (!isLast) {
            fields.flaw(
                    "else",
                    "UNREACHABLE",
                    "No branch after `else` is ever taken: keep one `else`, and put it last.");
        }
        return new Canvas.Branch(null, nodes.body(fields, key, inside));
    }

    Canvas attempt(Canvas.Traits traits, Fields fields, Site site) {
        var key = Kind.TRY.key;
        var compensate = Boolean.TRUE.equals(fields.flag("compensate"));
        var body = nodes.read(fields.get(key), site.tried(fields.at(key), compensate));
        var catches = catches(fields, site);
        var last = fields.has("finally") ? last(fields, site) : null;
        if (!compensate && !fields.has("catch") && last == null) {
            flaws.add(
                    fields.pointer(),
                    "EMPTY",
                    "A `try` by itself changes nothing: add `catch`, `finally` or"
                            + " `compensate: true`.");
        }
        return new Canvas.Try(traits, body, catches, last, compensate);
    }

    private Canvas last(Fields fields, Site site) {
        var here = site.inside(fields.at("finally"), new Segment.Last());
        return nodes.read(fields.get("finally"), here.alone());
    }

    private List<Canvas.Catch> catches(Fields fields, Site site) {
        var list = fields.list("catch");
        var catches = new ArrayList<Canvas.Catch>();
        if (list == null) {
            return catches;
        }
        if (list.isEmpty()) {
            fields.flaw("catch", "EMPTY", "Leave `catch` out, or say what it does.");
        }
        var rest = false;
        for (int i = 0; i < list.size(); i++) {
            var each = Fields.of(list.get(i), Pointer.of(fields.at("catch"), i), flaws);
            if (each != null) {
                var read = caught(each, i, site);
                if (rest && takesNothingElse(read)) {
                    flaws.add(
                            each.pointer(),
                            "UNREACHABLE",
                            "A catch without `on` stands before this one and takes every error:"
                                    + " put it last.");
                }
                rest |= read.on() == null;
                catches.add(read);
            }
        }
        return catches;
    }

    /// Not even what a catch without `on` leaves over.
    private static boolean takesNothingElse(Canvas.Catch each) {
        return each.on() == null || each.on().stream().noneMatch(NAMED_ONLY::contains);
    }

    private Canvas.Catch caught(Fields fields, int place, Site site) {
        fields.only(Keys.CATCH, "a `catch`");
        var on = fields.texts("on", OptionsReader.CODE, OptionsReader.MOST_CODES);
        if (List.of().equals(fields.get("on"))) {
            fields.flaw("on", "EMPTY", "Leave `on` out to catch every error, or name some.");
        }
        var inside = site.inside(fields.at("do"), new Segment.Caught(place)).caught();
        return new Canvas.Catch(on, nodes.body(fields, "do", inside));
    }

    /// The callbacks under one key: a node, or a list of callbacks side by side.
    ///
    /// @param around where the step stands whose callbacks they are
    List<Canvas> callbacks(Fields fields, Site around, boolean onSuccess) {
        var key = onSuccess ? "onSuccess" : "onError";
        if (!fields.has(key)) {
            return List.of();
        }
        if (!(fields.get(key) instanceof List<?> list)) {
            return List.of(callback(fields.get(key), fields.at(key), 0, around, onSuccess));
        }
        if (list.isEmpty()) {
            fields.flaw(key, "EMPTY", "Leave `" + key + "` out, or name a callback.");
        }
        var callbacks = new ArrayList<Canvas>();
        for (var each : list) {
            var place = callbacks.size();
            var at = Pointer.of(fields.at(key), place);
            callbacks.add(callback(each, at, place, around, onSuccess));
        }
        return callbacks;
    }

    private Canvas callback(
            @Nullable Object value, String at, int place, Site around, boolean onSuccess) {
        var segment = onSuccess ? new Segment.OnSuccess(place) : new Segment.OnError(place);
        var site = around.inside(at, segment);
        return nodes.read(value, onSuccess ? site.succeeded() : site.failed());
    }
}
