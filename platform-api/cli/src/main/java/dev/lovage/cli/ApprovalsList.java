package dev.lovage.cli;

import dev.lovage.client.Approval;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lovage approvals list`
@Command(
        name = "list",
        description = "List what runs await, what waits longest first.",
        mixinStandardHelpOptions = true)
final class ApprovalsList extends ApiCommand {
    private static final int MOST = 200;

    @Option(names = "--mine", description = "Only those that you may decide.")
    private boolean mine;

    @Option(names = "--workflow", description = "Only those of this workflow.")
    private @Nullable String workflow;

    @Option(names = "--run", description = "Only those of this run.")
    private @Nullable String run;

    @Option(
            names = "--limit",
            defaultValue = "50",
            description = "How many, 1 to 200 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    void check() {
        if (limit < 1 || limit > MOST) {
            throw new UsageException("--limit must lie between 1 and " + MOST);
        }
    }

    @Override
    Said ask(LovageClient client) {
        Page<Approval> page =
                client.approvals().list(new Approval.Filter(mine, workflow, run), limit, null);
        return new Said(page, ApprovalText.list(page));
    }
}
