package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.Run;
import dev.lovage.client.RunQuery;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;

/// `lovage show`
@Command(
        name = "show",
        description = {
            "Show a run: how it stands, why it waits, what went wrong, and the steps that",
            "failed or are open, of its first 2,000."
        },
        mixinStandardHelpOptions = true)
final class ShowCommand extends ApiCommand {
    private static final int PAGES = 10;

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String id = "";

    /// What there is to say of a run.
    ///
    /// @param why of a run that has not ended
    /// @param steps that failed or are open
    /// @param more whether the run has steps that nobody looked at
    record Shown(Run run, Run.@Nullable Why why, List<Run.Step> steps, boolean more) {
        Shown {
            steps = List.copyOf(steps);
        }
    }

    @Override
    Said ask(LovageClient client) {
        Run run = client.run(id);
        Run.Why why = run.state().ended() ? null : client.why(id);
        List<Run.Step> steps = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            Page<Run.Step> page = client.steps(id, RunQuery.LARGEST_PAGE, token);
            page.items().stream().filter(RunText::matters).forEach(steps::add);
            token = page.nextPageToken();
            pages++;
        } while (token != null && pages < PAGES);
        Shown shown = new Shown(run, why, steps, token != null);
        return new Said(shown, RunText.whole(shown));
    }
}
