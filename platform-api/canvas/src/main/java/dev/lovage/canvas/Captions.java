package dev.lovage.canvas;

import dev.lovage.canvas.Skeleton.Notes;

import org.jspecify.annotations.Nullable;

/// What is written at a drawn node, in few words.
final class Captions {
    private static final int LONGEST = 200;

    private Captions() {}

    /// Who or what does the work: a task, a signal, another definition.
    static @Nullable String works(Canvas canvas) {
        if (canvas instanceof Canvas.Call call) {
            return cut(call.callee().shown());
        }
        if (canvas instanceof Canvas.Await await) {
            return await.name();
        }
        return canvas instanceof Canvas.Flow flow ? flow.name() : null;
    }

    /// @param entry when it is entered
    static Notes notes(Canvas canvas, @Nullable String entry) {
        var when = canvas.traits().when();
        return new Notes(entry, when == null ? null : text(when), time(canvas));
    }

    private static @Nullable String time(Canvas canvas) {
        if (canvas instanceof Canvas.Loop loop) {
            return Fields.word(loop.asked()) + " " + text(loop.condition());
        }
        var until = until(canvas);
        return until == null ? null : text(until);
    }

    private static @Nullable Until until(Canvas canvas) {
        if (canvas instanceof Canvas.Await await) {
            return await.timeout();
        }
        return canvas instanceof Canvas.Wait wait
                ? wait.until()
                : canvas.traits().options().begin().notBefore();
    }

    private static String text(Until until) {
        return switch (until) {
            case Until.After(var delay) -> Durations.write(delay);
            case Until.Computed(var delay) -> text(delay);
            case Until.At(var moment) -> "until " + text(moment);
        };
    }

    static String text(Template template) {
        return cut(
                template instanceof Template.Computed(var expression)
                        ? expression.source()
                        : String.valueOf(Templates.write(template)));
    }

    static String cut(String text) {
        var points = text.codePointCount(0, text.length());
        return points <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "..";
    }
}
