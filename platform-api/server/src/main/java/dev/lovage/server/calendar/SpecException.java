package dev.lovage.server.calendar;

import dev.lovage.canvas.Flaw;

import java.util.List;
import java.util.stream.Collectors;

/// A spec that cannot be; all that is wrong is in [#flaws()].
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Flaw> flaws;

    SpecException(List<Flaw> flaws) {
        super(
                flaws.stream()
                        .map(flaw -> (flaw.pointer() + " " + flaw.message()).strip())
                        .collect(Collectors.joining("; ")));
        this.flaws = List.copyOf(flaws);
    }

    /// Each with its place and the way out; never empty.
    public List<Flaw> flaws() {
        return flaws;
    }
}
