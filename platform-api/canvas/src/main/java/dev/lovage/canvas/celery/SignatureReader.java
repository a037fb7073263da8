package dev.lovage.canvas.celery;

import dev.lovage.canvas.Pointer;
import dev.lovage.canvas.celery.Signature.Chain;
import dev.lovage.canvas.celery.Signature.Chord;
import dev.lovage.canvas.celery.Signature.Group;
import dev.lovage.canvas.celery.Signature.Single;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Reads signatures from the top down. Keys that are not Celery's are passed over, as Celery does.
final class SignatureReader {
    static final String GROUPS_ARE_NOT_LINKED =
            "A group has no callbacks: give them to its members, as Celery has it.";
    static final String CHORDS_ARE_NOT_LINKED =
            "A chord has no `link`: give it to its body, as Celery has it.";

    /// Stands for what could not be read.
    private static final Signature NOTHING =
            new Single("nothing", List.of(), Map.of(), true, Settings.NONE);

    private final Notes notes;
    private final SettingsReader settings;
    private final MappedReader mapped;

    SignatureReader(PriorityOrder order, Times times, Notes notes) {
        this.notes = notes;
        this.settings = new SettingsReader(order, times, notes, this::whole);
        this.mapped = new MappedReader(notes);
    }

    /// What is given when a signature is applied.
    Given given(Members body) {
        return new Given(
                Kombu.list(body.list("args")),
                Kombu.map(body.object("kwargs")),
                settings.read(body.inner("options")));
    }

    CallWords words(Map<String, @Nullable Object> options, String at) {
        return CallWords.read(options, settings, notes, at);
    }

    /// Any signature; a chain may be empty.
    Signature read(@Nullable Object value, String at) {
        var members = Members.of(value, at, notes);
        return members == null ? NOTHING : read(members);
    }

    private Signature read(Members members) {
        if (members.has("with")) {
            members.flaw("with", "UNKNOWN_KEY", "All of this is Celery's JSON: write `kwargs`.");
        }
        var kind = kind(members);
        var options = settings.read(members.inner("options"));
        return kind == null ? single(members, options) : composed(kind, members, options);
    }

    private static @Nullable Kind kind(Members members) {
        var type = members.text("subtask_type");
        if (type == null) {
            var task = members.text("task");
            return task == null ? null : Kind.ofTask(task);
        }
        var kind = Kind.ofType(type);
        if (kind == null) {
            members.flaw("subtask_type", "CHOICE", "Must be null or one of " + Kind.WORDS + ".");
        }
        return kind;
    }

    private Signature single(Members members, Settings options) {
        var task = notes.called(members);
        return task == null
                ? NOTHING
                : new Single(
                        task,
                        Kombu.list(members.list("args")),
                        Kombu.map(members.object("kwargs")),
                        members.flag("immutable"),
                        options);
    }

    private Signature composed(Kind kind, Members members, Settings options) {
        var inner = members.inner("kwargs");
        return switch (kind) {
            case CHAIN -> new Chain(steps(inner), options);
            case GROUP -> {
                refuse(members, GROUPS_ARE_NOT_LINKED, "link", "link_error");
                yield new Group(wholes(inner, "tasks"), options);
            }
            case CHORD -> {
                refuse(members, CHORDS_ARE_NOT_LINKED, "link");
                yield chord(members, inner, options);
            }
            case MAP, STARMAP, CHUNKS -> {
                var read = mapped.read(kind, inner, options);
                yield read == null ? NOTHING : read;
            }
        };
    }

    private static void refuse(Members members, String why, String... keys) {
        var options = members.inner("options");
        for (var key : keys) {
            if (options.has(key) && !List.of().equals(options.get(key))) {
                options.flaw(key, "NO_MEANING", why);
            }
        }
    }

    /// The members of a chain; an empty chain among them is nothing.
    private List<Signature> steps(Members inner) {
        return all(inner, "tasks", this::read).stream().filter(step -> !isEmpty(step)).toList();
    }

    private Signature chord(Members members, Members inner, Settings options) {
        if (!inner.has("body")) {
            inner.flaw("body", "MISSING", "A chord has a `body`; without one, write a group.");
            return NOTHING;
        }
        var body = whole(inner.get("body"), inner.at("body"));
        var immutable = members.flag("immutable");
        var chord = new Chord(header(inner), body, immutable, options);
        return new Given(
                        Kombu.list(members.list("args")),
                        Kombu.map(inner.object("kwargs")),
                        Settings.NONE)
                .to(chord);
    }

    /// A list, a group, or one signature.
    private List<Signature> header(Members inner) {
        if (inner.get("header") instanceof List || !inner.has("header")) {
            return wholes(inner, "header");
        }
        var header = whole(inner.get("header"), inner.at("header"));
        return header instanceof Group group ? group.handed() : List.of(header);
    }

    private List<Signature> wholes(Members inner, String key) {
        return all(inner, key, this::whole);
    }

    /// An empty object is what Celery writes for an empty group in another one.
    private List<Signature> all(
            Members inner, String key, BiFunction<@Nullable Object, String, Signature> reading) {
        if (!inner.has(key)) {
            inner.flaw(key, "MISSING", "`" + key + "` is missing: it holds the signatures.");
        }
        var list = inner.list(key);
        var read = new ArrayList<Signature>();
        for (int i = 0; i < list.size(); i++) {
            if (!Map.of().equals(list.get(i))) {
                read.add(reading.apply(list.get(i), Pointer.of(inner.at(key), i)));
            }
        }
        return read;
    }

    /// A signature where nothing at all will not do.
    private Signature whole(@Nullable Object value, String at) {
        var signature = read(value, at);
        if (isEmpty(signature)) {
            notes.flaw(at, "EMPTY", "An empty chain is nothing that could run here.");
        }
        return signature;
    }

    private static boolean isEmpty(Signature signature) {
        return signature instanceof Chain chain && chain.members().isEmpty();
    }
}
