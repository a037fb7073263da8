package dev.lovage.cli;

import dev.lovage.client.Approval;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Signal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lovage approvals approve`
@Command(
        name = "approve",
        description = "Give a run the answer that it awaits.",
        mixinStandardHelpOptions = true)
final class ApprovalsApprove extends ApiCommand {
    @Parameters(paramLabel = "ID", description = "As `lovage approvals list` shows it.")
    private String id = "";

    @Mixin private final ValueOption value = new ValueOption();

    @Option(names = "--comment", description = "Kept in the audit trail (default: none).")
    private @Nullable String comment;

    @Override
    void check() {
        var _ = value.read();
    }

    @Override
    Said ask(LovageClient client) {
        var decision = Approval.Decision.approve(value.read(), comment);
        Signal.Sent sent = client.approvals().decide(id, decision, null);
        return new Said(sent, id + " is approved" + System.lineSeparator());
    }
}
