package dev.lovage.canvas.celery;

import dev.lovage.canvas.celery.Settings.Links;
import dev.lovage.canvas.celery.Settings.Marks;
import dev.lovage.canvas.celery.Signature.Chain;
import dev.lovage.canvas.celery.Signature.Chord;
import dev.lovage.canvas.celery.Signature.Group;
import dev.lovage.canvas.celery.Signature.Mapped;
import dev.lovage.canvas.celery.Signature.Single;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What Celery makes of a canvas before it runs it.
final class Shapes {
    private Shapes() {}

    /// The steps of a chain: a group of one among them is its member, and the first step gets what
    /// was given to the chain.
    static List<Signature> steps(Chain chain) {
        var steps = new ArrayList<Signature>();
        for (var member : chain.members()) {
            var down = steps.isEmpty() ? chain.settings().handedDown() : Settings.NONE;
            steps.add(Given.of(down).to(unrolled(member)));
        }
        return steps;
    }

    private static Signature unrolled(Signature step) {
        return step instanceof Group group && group.members().size() == 1
                ? group.handed().getFirst()
                : step;
    }

    /// The members of a group, those of groups in it among them, in order.
    static List<Signature> members(Group group) {
        return group.handed().stream()
                .flatMap(m ->
                        m instanceof Group inner ? members(inner).stream() : List.of(m).stream())
                .toList();
    }

    /// The same of the header of a chord, where Celery takes groups from their end.
    static List<Signature> header(Chord chord) {
        var down = Given.of(chord.settings().handedDown());
        return chord.header().stream()
                .map(down::to)
                .flatMap(m ->
                        m instanceof Group inner
                                ? members(inner).reversed().stream()
                                : List.of(m).stream())
                .toList();
    }

    /// The chain that ends in a group and is all there is in this group: its members are the
    /// group's.
    static @Nullable Chain only(List<Signature> members) {
        return members.size() == 1
                        && members.getFirst() instanceof Chain chain
                        && steps(chain).getLast() instanceof Group
                ? chain
                : null;
    }

    /// What is told when a signature fails; of a chord that is its body's to say.
    static List<Signature> errors(Signature signature) {
        return switch (signature) {
            case Chord chord ->
                    chord.settings()
                            .links()
                            .and(new Links(List.of(), errors(chord.body())))
                            .error();
            case Group _ -> List.of();
            case Single _, Chain _, Mapped _ -> signature.settings().links().error();
        };
    }

    static Signature withoutErrors(Signature signature) {
        var bare = signature.with(signature.settings().withoutErrors());
        return bare instanceof Chord chord
                ? new Chord(
                        chord.header(),
                        withoutErrors(chord.body()),
                        chord.immutable(),
                        chord.settings())
                : bare;
    }

    /// The tag by which the result of what was started is found: what was given, or what is stored
    /// with the last thing that runs.
    static @Nullable String id(Marks given, Signature signature) {
        return given.id() == null ? id(signature) : given.id();
    }

    private static @Nullable String id(Signature signature) {
        var own = signature.settings().marks().id();
        if (own != null) {
            return own;
        }
        return switch (signature) {
            case Chain chain when !chain.members().isEmpty() -> id(chain.members().getLast());
            case Chord chord -> id(chord.body());
            case Chain _, Group _, Single _, Mapped _ -> null;
        };
    }
}
