package dev.lovage.console.run;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;

import dev.lovage.client.Batch;
import dev.lovage.client.LovageClient;

import java.util.List;
import java.util.function.Consumer;

/// Does something to many runs, some at a time, and tells the page how far it is. It ends with its
/// runs, when it is stopped, or when the page is gone.
final class Round {
    private final LovageClient client;
    private final UI ui;
    private final Consumer<Tally> show;
    private volatile boolean stopped;

    private Round(LovageClient client, UI ui, Consumer<Tally> show) {
        this.client = client;
        this.ui = ui;
        this.show = show;
    }

    /// @param show told in the page's own turn, after each request and at the end
    static Round begin(LovageClient client, UI ui, List<Batch> batches, Consumer<Tally> show) {
        var round = new Round(client, ui, show);
        Thread.ofVirtual().name("batch").start(() -> round.go(batches));
        return round;
    }

    /// What was asked for stays asked for; nothing more is.
    void stop() {
        stopped = true;
    }

    private void go(List<Batch> batches) {
        var tally = Tally.NOTHING;
        try {
            for (var batch : batches) {
                tally = all(batch, tally);
            }
            tell(tally.over() ? tally : tally.end(null));
        } catch (UIDetachedException _) {
            stop();
        }
    }

    private Tally all(Batch first, Tally before) {
        var tally = before;
        var batch = first;
        while (batch != null && !stopped) {
            try {
                var done = client.batch(batch);
                tally = tally.plus(done.outcomes());
                tell(tally);
                batch = done.nextPageToken() == null ? null : batch.from(done.nextPageToken());
            } catch (UIDetachedException gone) {
                throw gone;
            } catch (RuntimeException problem) {
                stop();
                tally = tally.end(problem);
            }
        }
        return tally;
    }

    private void tell(Tally tally) {
        var _ = ui.access(() -> show.accept(tally));
    }
}
