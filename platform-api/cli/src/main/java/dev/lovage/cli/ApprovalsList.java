package dev.lovage.cli;

import dev.lovage.client.Approval;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lovage approvals list`
@Command(
        name = "list",
        description = "List what runs await, what waits longest first.",
        mixinStandardHelpOptions = true)
final class ApprovalsList extends ApiCommand {
    @Option(names = "--mine", description = "Only those that you may decide.")
    private boolean mine;

    @Option(names = "--workflow", description = "Only those of this workflow.")
    private @Nullable String workflow;

    @Option(names = "--run", description = "Only those of this run.")
    private @Nullable String run;

    @Mixin private final LimitOption limit = new LimitOption(50);

    @Override
    void check() {
        limit.checked();
    }

    @Override
    Said ask(LovageClient client) {
        Page<Approval> page =
                client.approvals()
                        .list(new Approval.Filter(mine, workflow, run), limit.checked(), null);
        return new Said(page, ApprovalText.list(page));
    }
}
