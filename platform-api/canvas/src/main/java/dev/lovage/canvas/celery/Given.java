package dev.lovage.canvas.celery;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What is given to a signature when it is applied, merged into it as Celery merges it.
///
/// Arguments come before the stored ones, unless the signature is immutable; named arguments and
/// options win over stored ones.
record Given(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs, Settings settings) {
    static final Given NOTHING = of(Settings.NONE);

    Given {
        args = Collections.unmodifiableList(args);
        kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
    }

    static Given of(Settings settings) {
        return new Given(List.of(), Map.of(), settings);
    }

    Signature to(Signature signature) {
        return switch (signature) {
            case Signature.Single single -> single(single);
            case Signature.Chain chain -> chain(chain);
            case Signature.Group group ->
                    new Signature.Group(each(group.members()), group.settings());
            case Signature.Chord chord -> chord(chord);
            case Signature.Mapped mapped -> mapped.with(settings.over(mapped.settings()));
        };
    }

    private Signature single(Signature.Single single) {
        var merged = settings.over(single.settings());
        if (single.immutable()) {
            return single.with(merged);
        }
        var positional = new ArrayList<@Nullable Object>(args);
        positional.addAll(single.args());
        var named = new LinkedHashMap<String, @Nullable Object>(single.kwargs());
        named.putAll(kwargs);
        return new Signature.Single(single.task(), positional, named, false, merged);
    }

    /// The first member gets it; whoever waits for the chain waits for the last.
    private Signature chain(Signature.Chain chain) {
        if (chain.members().isEmpty()) {
            return chain;
        }
        var first = new Given(args, kwargs, settings.handedDown()).to(chain.members().getFirst());
        var rest = chain.members().stream().skip(1);
        return new Signature.Chain(
                Stream.concat(Stream.of(first), rest).toList(),
                chain.settings().linked(settings.links()));
    }

    /// Every member of the header gets it, and the body the options.
    private Signature chord(Signature.Chord chord) {
        var down = settings.handedDown();
        var header = chord.immutable() ? of(down) : new Given(args, kwargs, down);
        return new Signature.Chord(
                header.each(chord.header()),
                of(down).to(chord.body()),
                chord.immutable(),
                chord.settings().linked(settings.links()));
    }

    private List<Signature> each(List<Signature> members) {
        return members.stream().map(this::to).toList();
    }
}
