package dev.lovage.canvas;

import java.util.List;
import java.util.stream.Collectors;

/// What was read breaks the rules of the language; all that is wrong is in [#flaws()].
public final class InvalidCanvasException extends RuntimeException {
    private static final int SHOWN = 5;

    private final transient List<Flaw> flaws;

    public InvalidCanvasException(List<Flaw> flaws) {
        super(sentence(flaws));
        this.flaws = List.copyOf(flaws);
    }

    /// Every flaw, in the order of the text; never empty.
    public List<Flaw> flaws() {
        return flaws;
    }

    private static String sentence(List<Flaw> flaws) {
        var shown =
                flaws.stream()
                        .limit(SHOWN)
                        .map(flaw -> (flaw.pointer() + " " + flaw.message()).strip())
                        .collect(Collectors.joining("; "));
        return flaws.size() > SHOWN ? shown + "; and " + (flaws.size() - SHOWN) + " more" : shown;
    }
}
