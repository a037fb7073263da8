package dev.lovage.canvas.celery;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Arguments;
import dev.lovage.canvas.Canvas.Callbacks;
import dev.lovage.canvas.Canvas.Fan;
import dev.lovage.canvas.Canvas.Policy;
import dev.lovage.canvas.Canvas.Traits;
import dev.lovage.canvas.Expression;
import dev.lovage.canvas.Options;
import dev.lovage.canvas.Template;
import dev.lovage.canvas.celery.Settings.Links;
import dev.lovage.canvas.celery.Signature.Chain;
import dev.lovage.canvas.celery.Signature.Chord;
import dev.lovage.canvas.celery.Signature.Group;
import dev.lovage.canvas.celery.Signature.Mapped;
import dev.lovage.canvas.celery.Signature.Single;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/// Writes a signature down as a canvas. All it takes from Celery is data; the few expressions in
/// the result are its own.
final class Translation {
    private static final Canvas NULL = new Canvas.Value(Traits.NONE, new Template.Literal(null));
    private static final Fan ONE_BY_ONE = new Fan(1, Policy.FAIL_FAST);
    private static final String CHUNK = "chunk";

    private Translation() {}

    /// What a signature gets from what was before it.
    private enum Prev {
        NOTHING,
        VALUE,
        ERROR
    }

    /// Where a signature stands.
    ///
    /// @param kept whether its value is one that somebody asks for
    private record Place(Prev prev, boolean kept) {
        static final Place TOP = new Place(Prev.NOTHING, true);
        static final Place ON_SUCCESS = new Place(Prev.VALUE, false);
        static final Place ON_ERROR = new Place(Prev.ERROR, false);

        Place kept(boolean still) {
            return new Place(prev, kept && still);
        }

        Place next(boolean last) {
            return new Place(Prev.VALUE, kept && last);
        }
    }

    /// The whole canvas; of an empty chain, the value that nothing has.
    static Canvas of(Signature signature) {
        return signature instanceof Chain chain && chain.members().isEmpty()
                ? NULL
                : read(signature, Place.TOP);
    }

    private static Canvas read(Signature signature, Place at) {
        return switch (signature) {
            case Single single -> forgotten(single(single, at), single, at);
            case Mapped mapped -> forgotten(mapped(mapped), mapped, at);
            case Chain chain -> chain(chain, at);
            case Group group -> group(group, at);
            case Chord chord -> chord(chord, at);
        };
    }

    /// A result that nobody wants is `null` to those who would see it at the end.
    private static Canvas forgotten(Canvas canvas, Signature signature, Place at) {
        return at.kept() && signature.settings().marks().ignored()
                ? joined(Callbacks.NONE, List.of(canvas, NULL))
                : canvas;
    }

    private static Canvas single(Single single, Place at) {
        var settings = single.settings();
        return new Canvas.Call(
                traits(settings, settings.wanted().ofCall()),
                single.task(),
                single.immutable() ? stored(single, at.prev()) : piped(single, at.prev()));
    }

    private static Arguments stored(Single single, Prev prev) {
        boolean bare = single.args().isEmpty() && single.kwargs().isEmpty();
        return bare && prev == Prev.VALUE
                ? new Arguments(new Template.Literal(List.of()), null, false)
                : arguments(single, false);
    }

    private static Arguments piped(Single single, Prev prev) {
        return switch (prev) {
            case NOTHING -> arguments(single, false);
            case VALUE -> {
                boolean bare = single.args().isEmpty() && single.kwargs().isEmpty();
                yield bare ? Arguments.NONE : arguments(single, true);
            }
            case ERROR -> {
                var items = new ArrayList<Template>();
                items.add(computed("error"));
                single.args().forEach(arg -> items.add(new Template.Literal(arg)));
                yield new Arguments(
                        new Template.Items(items), arguments(single, false).named(), false);
            }
        };
    }

    private static Arguments arguments(Single single, boolean pipe) {
        return new Arguments(
                single.args().isEmpty() ? null : new Template.Literal(single.args()),
                single.kwargs().isEmpty() ? null : new Template.Literal(single.kwargs()),
                pipe);
    }

    private static Template computed(String source) {
        return new Template.Computed(new Expression(source));
    }

    private static Traits traits(Settings settings, Options options) {
        return new Traits(
                null, settings.marks().label(), options, null, null, callbacks(settings.links()));
    }

    static Callbacks callbacks(Links links) {
        return new Callbacks(
                links.success().stream().map(link -> read(link, Place.ON_SUCCESS)).toList(),
                links.error().stream().map(link -> read(link, Place.ON_ERROR)).toList());
    }

    private static Canvas chain(Chain chain, Place at) {
        var steps = Shapes.steps(chain);
        var links = chain.settings().links();
        if (links.error().isEmpty() || !(steps.getLast() instanceof Group last)) {
            return chained(steps, links, at);
        }
        return chained(toldEach(steps, last, links), new Links(links.success(), List.of()), at);
    }

    /// A group at the end tells for each of its members, and the steps before it for themselves.
    private static List<Signature> toldEach(List<Signature> steps, Group last, Links links) {
        var errors = new Links(List.of(), links.error());
        var members =
                Shapes.members(last).stream()
                        .map(member -> member.with(member.settings().linked(errors)))
                        .toList();
        var group = new Group(members, Settings.NONE);
        var before = steps.subList(0, steps.size() - 1);
        return before.isEmpty()
                ? List.of(group)
                : List.of(new Chain(before, Settings.NONE.linked(errors)), group);
    }

    private static Canvas chained(List<Signature> steps, Links links, Place at) {
        var members = new ArrayList<Canvas>();
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            members.add(read(steps.get(i), i == 0 ? at.kept(last) : at.next(last)));
        }
        return joined(callbacks(links), members);
    }

    /// One chain, with what plain chains in it hold.
    private static Canvas joined(Callbacks callbacks, List<Canvas> members) {
        var all = new ArrayList<Canvas>();
        for (var member : members) {
            if (member instanceof Canvas.Chain chain && chain.traits().equals(Traits.NONE)) {
                all.addAll(chain.members());
            } else {
                all.add(member);
            }
        }
        if (callbacks.equals(Callbacks.NONE)) {
            return all.size() == 1 ? all.getFirst() : new Canvas.Chain(Traits.NONE, all);
        }
        return new Canvas.Chain(new Traits(null, null, Options.NONE, null, null, callbacks), all);
    }

    private static Canvas group(Group group, Place at) {
        var members = Shapes.members(group);
        var only = Shapes.only(members);
        return only == null ? group(members, at) : chain(only, at);
    }

    private static Canvas group(List<Signature> members, Place at) {
        var alike = Alike.of(members, at.prev() == Prev.NOTHING);
        if (alike != null) {
            return alike.map();
        }
        var keyed = new LinkedHashMap<String, Canvas>();
        for (var member : members) {
            keyed.put(String.valueOf(keyed.size()), read(member, at));
        }
        return new Canvas.Group(Traits.NONE, keyed, false, Fan.DEFAULT);
    }

    /// Whoever is told that the body failed is told of the header, too: else nobody was.
    private static Canvas chord(Chord chord, Place at) {
        var header = group(Shapes.header(chord), at.kept(false));
        var body = Given.of(chord.settings().handedDown()).to(Shapes.withoutErrors(chord.body()));
        var errors = callbacks(new Links(List.of(), Shapes.errors(chord)));
        return joined(errors, List.of(header, read(body, at.next(true))));
    }

    private static Canvas mapped(Mapped mapped) {
        var settings = mapped.settings();
        var traits = traits(settings, settings.wanted().ofItems());
        var each = each(mapped);
        if (mapped.chunk() == 0) {
            var items = new Template.Literal(mapped.items());
            return new Canvas.Each(traits, items, Canvas.Each.ITEM, null, each, ONE_BY_ONE);
        }
        var inner =
                new Canvas.Each(
                        Traits.NONE, computed(CHUNK), Canvas.Each.ITEM, null, each, ONE_BY_ONE);
        return new Canvas.Each(
                traits, new Template.Literal(chunks(mapped)), CHUNK, null, inner, Fan.DEFAULT);
    }

    /// The call for one item, which is what it gets if it says nothing.
    private static Canvas each(Mapped mapped) {
        var expires = new Options.Begin(null, mapped.settings().wanted().expires());
        var options =
                new Options(null, null, Options.Retry.NONE, Options.Timeouts.NONE, expires, null);
        return new Canvas.Call(
                Traits.of(options),
                mapped.task(),
                mapped.spread()
                        ? new Arguments(computed(Canvas.Each.ITEM), null, false)
                        : Arguments.NONE);
    }

    private static List<List<Object>> chunks(Mapped mapped) {
        var items = mapped.items();
        int size = mapped.chunk();
        return IntStream.iterate(0, from -> from < items.size(), from -> from + size)
                .mapToObj(from -> items.subList(from, Math.min(items.size(), from + size)))
                .map(part -> (List<Object>) new ArrayList<Object>(part))
                .toList();
    }
}
