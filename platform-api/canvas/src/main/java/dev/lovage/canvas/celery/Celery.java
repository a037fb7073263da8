package dev.lovage.canvas.celery;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Dialect;
import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Json;
import dev.lovage.canvas.Pointer;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/// Reads Celery's JSON.
public final class Celery implements Dialect {
    private static final String WRAPPED = "celery";
    private static final Set<String> OWN =
            Set.of(WRAPPED, "subtask_type", "kwargs", "options", "immutable");
    private static final String CANVAS = "/canvas";

    private final PriorityOrder order;

    /// @param order of the broker that the priorities were meant for
    public Celery(PriorityOrder order) {
        this.order = order;
    }

    /// A canvas that is started now.
    ///
    /// @param definition named [Definition#ADHOC]
    /// @param calls the name of every task that is called, by the pointer to it in the request
    /// @param tags what its `task_id` and its stamps become
    public record Reading(
            Definition definition, SequencedMap<String, String> calls, List<String> tags) {
        public Reading {
            calls = Collections.unmodifiableSequencedMap(calls);
            tags = List.copyOf(tags);
        }
    }

    @Override
    public boolean claims(@Nullable Object canvas) {
        return canvas instanceof Map<?, ?> map && OWN.stream().anyMatch(map::containsKey);
    }

    @Override
    public Object own(Object canvas, String pointer, Consumer<Flaw> flaws) {
        var reader = new SignatureReader(order, new Times(null), new Notes(flaws));
        return CanvasWriter.tree(Translation.of(signature(reader, canvas, pointer)));
    }

    /// The canvas of a request, with the `args`, `kwargs` and `options` that are given on top.
    ///
    /// @param body the request, whose `canvas` this claims
    /// @param now absent where it is started again and again
    /// @throws InvalidCanvasException with everything that is wrong; pointers begin at the request
    public Reading read(Map<?, ?> body, @Nullable Instant now) {
        var flaws = new ArrayList<Flaw>();
        var notes = new Notes(flaws::add);
        var reader = new SignatureReader(order, new Times(now), notes);
        var plain = plain(body);
        var stored = signature(reader, plain.get("canvas"), CANVAS);
        var given = reader.given(new Members(plain, "", notes));
        refuse(stored, given, notes);
        throwIfAny(flaws);
        var signature = given.to(stored);
        var id = Shapes.id(given.settings().marks(), signature);
        if (id != null) {
            notes.tag(id);
        }
        return new Reading(
                definition(Translation.of(signature)), notes.calls(), List.copyOf(notes.tags()));
    }

    /// The options of one call, in which Celery's words may stand.
    ///
    /// @param at pointer to them
    /// @throws InvalidCanvasException with what is wrong with Celery's
    public CallWords words(
            Map<String, @Nullable Object> options, String at, @Nullable Instant now) {
        var flaws = new ArrayList<Flaw>();
        var notes = new Notes(flaws::add);
        var words = new SignatureReader(order, new Times(now), notes).words(options, at);
        throwIfAny(flaws);
        return words;
    }

    private static Map<?, ?> plain(Map<?, ?> body) {
        return Json.plain(body) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Signature signature(
            SignatureReader reader, @Nullable Object canvas, String pointer) {
        return canvas instanceof Map<?, ?> map && map.containsKey(WRAPPED)
                ? reader.read(map.get(WRAPPED), Pointer.of(pointer, WRAPPED))
                : reader.read(canvas, pointer);
    }

    private static void refuse(Signature signature, Given given, Notes notes) {
        var links = given.settings().links();
        if (signature instanceof Signature.Group) {
            if (!links.success().isEmpty()) {
                notes.flaw("/options/link", "NO_MEANING", SignatureReader.GROUPS_ARE_NOT_LINKED);
            }
            if (!links.error().isEmpty()) {
                notes.flaw(
                        "/options/link_error", "NO_MEANING", SignatureReader.GROUPS_ARE_NOT_LINKED);
            }
        }
        if (signature instanceof Signature.Chord && !links.success().isEmpty()) {
            notes.flaw("/options/link", "NO_MEANING", SignatureReader.CHORDS_ARE_NOT_LINKED);
        }
    }

    /// What is wrong with it now concerns the canvas as a whole: its size.
    private static Definition definition(Canvas canvas) {
        try {
            return CanvasReader.adhoc(CanvasWriter.tree(canvas));
        } catch (InvalidCanvasException e) {
            throw new InvalidCanvasException(
                    e.flaws().stream()
                            .map(flaw -> new Flaw(CANVAS, flaw.code(), flaw.message(), null))
                            .distinct()
                            .toList());
        }
    }

    private static void throwIfAny(List<Flaw> flaws) {
        if (!flaws.isEmpty()) {
            throw new InvalidCanvasException(flaws);
        }
    }
}
