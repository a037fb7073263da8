package dev.lovage.canvas;

import dev.lovage.canvas.Canvas.Asked;
import dev.lovage.canvas.Canvas.Loop;
import dev.lovage.canvas.Keys.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Reads loops.
final class LoopReader {
    private static final Template ALWAYS = new Template.Literal(true);

    private final NodeReader nodes;

    LoopReader(NodeReader nodes) {
        this.nodes = nodes;
    }

    Canvas read(Canvas.Traits traits, Fields fields, Site site) {
        var loop = fields.object(Kind.LOOP.key);
        if (loop == null) {
            return NodeReader.NOTHING;
        }
        loop.only(Keys.LOOP, "a `loop`");
        var as = Naming.bind(loop, "as", site.bound());
        var names = as == null ? Set.<String>of() : Set.of(as);
        var asked = asked(loop);
        var condition = asked == null ? null : condition(loop, asked, names, site);
        var body = nodes.body(loop, "do", site.turn(loop.at("do"), names));
        return new Loop(
                traits,
                asked == null ? Asked.WHILE : asked,
                condition == null ? ALWAYS : condition,
                max(loop),
                as,
                body);
    }

    private static @Nullable Asked asked(Fields loop) {
        if (loop.has("while") && loop.has("until")) {
            loop.flaw(
                    "until",
                    "TWO_CONDITIONS",
                    "A loop goes on `while` something holds or `until` it does: leave one out.");
        } else if (!loop.has("while") && !loop.has("until")) {
            loop.flaw(
                    "while",
                    "MISSING",
                    "`while` is missing: it holds the condition before a turn; after a turn it is"
                            + " `until`.");
            return null;
        }
        return loop.has("while") ? Asked.WHILE : Asked.UNTIL;
    }

    /// After a turn there is always a value.
    private @Nullable Template condition(Fields loop, Asked asked, Set<String> names, Site site) {
        var key = Fields.word(asked);
        var prev = asked == Asked.UNTIL || site.prev();
        return nodes.condition(loop, key, site.condition(loop.at(key), names, prev));
    }

    private static int max(Fields loop) {
        if (!loop.has("max")) {
            loop.flaw(
                    "max",
                    "MISSING",
                    "`max` is missing: it says after how many turns the loop fails, at most"
                            + " 1000000.");
        }
        var max = loop.whole("max", 1, Loop.MOST_TURNS);
        return max == null ? 1 : max;
    }
}
