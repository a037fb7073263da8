package dev.lovage.server.reconcile;

import dev.lovage.client.Run.Overlay;
import dev.lovage.server.Settings;
import dev.lovage.server.reconcile.Judgement.Behind;
import dev.lovage.server.reconcile.Judgement.Held;
import dev.lovage.server.reconcile.Judgement.Well;
import dev.lovage.server.run.Outlook;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.RunStore;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.List;

/// Looks after open runs of which nothing was heard for a while: one question to Temporal for each
/// that is due, or that Temporal seems to have no more. Of runs that move nothing is asked.
@Singleton
final class Looking {
    private static final Logger LOG = LoggerFactory.getLogger(Looking.class);

    /// Open runs that are watched, and looks in one turn.
    private static final int WATCHED = 100_000;

    private static final int LOOKS = 200;

    private final RunEngine engine;
    private final ShownRuns shown;
    private final RunStore store;
    private final Mending mending;
    private final WishTable wishes;
    private final Overlays overlays;
    private final RollCall roll;
    private final Clock clock;
    private final Watch watch;

    Looking(
            RunEngine engine,
            ShownRuns shown,
            RunStore store,
            Mending mending,
            WishTable wishes,
            Overlays overlays,
            RollCall roll,
            Settings.Reconciler settings,
            Clock clock) {
        this.engine = engine;
        this.shown = shown;
        this.store = store;
        this.mending = mending;
        this.wishes = wishes;
        this.overlays = overlays;
        this.roll = roll;
        this.clock = clock;
        watch = new Watch(settings);
    }

    void turn() {
        overlays.sweep();
        var open = shown.open(WATCHED);
        var now = clock.instant();
        look(watch.due(open, now, LOOKS));
        var missing = roll.missing(watch.quiet(open, now), open.size(), now);
        look(missing.stream().limit(LOOKS).toList());
    }

    private void look(List<Shown> due) {
        if (due.isEmpty()) {
            return;
        }
        var served = new Served(engine);
        var current = store.freshness().lagMs() == 0;
        due.forEach(run -> look(run, served, current));
    }

    /// @param current whether the read model shows all that was told
    private void look(Shown run, Served served, boolean current) {
        var outlook = engine.outlook(run.key().run()).orElse(null);
        if (outlook == null) {
            mending.gone(run);
            watch.looked(run, clock.instant(), -1, false);
        } else if (outlook.description().ended() != null
                || !outlook.description().temporalRun().equals(run.temporalRun())) {
            mending.check(run.key());
            watch.looked(run, clock.instant(), -1, false);
        } else {
            var judgement =
                    Judgement.of(run, outlook, shown.handed(run.key()), watch.events(run), served);
            tell(run, judgement, current);
            watch.looked(run, clock.instant(), outlook.events(), judgement instanceof Held);
        }
    }

    private void tell(Shown run, Judgement judgement, boolean current) {
        switch (judgement) {
            case Held held -> overlays.hold(run, held.overlay(), held.since(), detail(run, held));
            case Behind() -> {
                overlays.free(run.key());
                if (current) {
                    LOG.info("{} is behind what Temporal has", run.key().run());
                    wishes.republish(run.key(), clock.instant());
                }
            }
            case Well() -> overlays.free(run.key());
        }
    }

    /// For people: the queue, or what a worker failed with.
    private @Nullable String detail(Shown run, Held held) {
        return held.overlay() == Overlay.WEDGED
                ? engine.stumble(run.key().run()).map(Outlook.Trouble::message).orElse(null)
                : held.queue();
    }
}
