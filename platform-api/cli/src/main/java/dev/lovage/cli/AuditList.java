package dev.lovage.cli;

import dev.lovage.client.AuditEntry;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Instant;

/// `lovage audit list`
@Command(
        name = "list",
        description = {
            "List what was asked for, newest first: when, what came of it, by whom, the action, what",
            "it is about, and the reason that was given. REQUESTED: it is under way; UNKNOWN: Temporal",
            "did not answer, so it may have happened. Takes the permission audit:read."
        },
        mixinStandardHelpOptions = true)
final class AuditList extends ApiCommand {
    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Only what was done to this run, and to its approvals.")
    private @Nullable String run;

    @Option(
            names = "--subject",
            description = "Only what is about this, such as workflow/first-look.")
    private @Nullable String subject;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Only what this person or token asked for.")
    private @Nullable String by;

    @Option(names = "--action", description = "Only this action, such as run:start.")
    private @Nullable String action;

    @Option(
            names = "--from",
            paramLabel = "MOMENT",
            description = "Only what was asked for then or later, such as 2026-12-01T06:00:00Z.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "MOMENT",
            description = "Only what was asked for before, such as 2026-12-01T18:00:00Z.")
    private @Nullable Instant to;

    @Mixin private final LimitOption limit = new LimitOption(20);

    @Override
    void check() {
        limit.checked();
        if (run != null && subject != null) {
            throw new UsageException("Give --run or --subject, not both of them");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new UsageException("--from must lie before --to");
        }
    }

    @Override
    Said ask(LovageClient client) {
        AuditEntry.Filter filter = new AuditEntry.Filter(run, subject, by, action, from, to);
        Page<AuditEntry> page = client.audit().list(filter, limit.checked(), null);
        return new Said(page, AuditText.list(page));
    }
}
