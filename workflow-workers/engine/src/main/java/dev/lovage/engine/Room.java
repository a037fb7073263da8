package dev.lovage.engine;

import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.Frozen;
import dev.lovage.engine.interpreter.Performer.Haste;
import dev.lovage.engine.interpreter.Program.Before;

import java.util.function.Supplier;

/// How much room there is in the history of a run. Temporal ends a run with 51,200 events in one,
/// or 50 MiB of them.
final class Room {
    private static final long MOST_BYTES = 10L * 1024 * 1024;

    /// By how much a history may exceed what it should have, before nothing is begun any more.
    private static final int FULL = 2;

    /// And before what is begun is ended. With the usual number of events some are left for that.
    private static final int OVERFULL = 4;

    /// What does not fit is weighed again only so many events later: it may become less.
    private static final int PATIENCE = 1_000;

    private final Commands commands;
    private final RunInput input;
    private final int most;
    private long tiredAt;

    Room(Commands commands, RunInput input) {
        var said = input.frozen().historyEvents();
        this.commands = commands;
        this.input = input;
        this.most = said == null ? Frozen.HISTORY_EVENTS : said;
    }

    Haste haste() {
        long events = commands.historyLength();
        long bytes = commands.historyBytes();
        if (events > (long) OVERFULL * most || bytes > OVERFULL * MOST_BYTES) {
            return Haste.TOO_LATE;
        }
        if (events < tiredAt) {
            return Haste.NONE;
        }
        if (events > (long) FULL * most || bytes > FULL * MOST_BYTES) {
            return Haste.NOW;
        }
        return events > most || bytes > MOST_BYTES || commands.isHistoryLong()
                ? Haste.SOON
                : Haste.NONE;
    }

    boolean takes(Supplier<Before> kept) {
        tiredAt = commands.historyLength() + PATIENCE;
        return Carriage.fits(kept.get(), input.input());
    }
}
