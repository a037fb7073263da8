package dev.lovage.cli;

import dev.lovage.client.Approval;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Signal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lovage approvals reject`
@Command(
        name = "reject",
        description = "Let the step that awaits the answer fail with the code REJECTED.",
        mixinStandardHelpOptions = true)
final class ApprovalsReject extends ApiCommand {
    @Parameters(paramLabel = "ID", description = "As `lovage approvals list` shows it.")
    private String id = "";

    @Option(
            names = "--comment",
            description = "The message of the error; kept in the audit trail (default: none).")
    private @Nullable String comment;

    @Override
    Said ask(LovageClient client) {
        Signal.Sent sent = client.approvals().decide(id, Approval.Decision.reject(comment), null);
        return new Said(sent, id + " is rejected" + System.lineSeparator());
    }
}
