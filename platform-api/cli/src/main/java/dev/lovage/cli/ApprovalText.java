package dev.lovage.cli;

import dev.lovage.client.Approval;
import dev.lovage.client.Page;
import dev.lovage.local.Harmless;

import java.util.stream.Collectors;

/// Approvals for people.
final class ApprovalText {
    private ApprovalText() {}

    static String list(Page<Approval> page) {
        String more =
                page.nextPageToken() == null ? "" : "There are more." + System.lineSeparator();
        return page.items().stream().map(ApprovalText::one).collect(Collectors.joining()) + more;
    }

    /// Its id first, which the other commands take.
    private static String one(Approval approval) {
        String until =
                approval.waiting().until() == null ? "" : " until " + approval.waiting().until();
        String whose =
                approval.assignees().isEmpty()
                        ? ""
                        : " by " + Harmless.text(String.join(", ", approval.assignees()));
        return "%s%n  %s: %s, since %s%s%s%n"
                .formatted(
                        Harmless.text(approval.id()),
                        approval.place().workflow(),
                        Harmless.text(approval.text()),
                        approval.waiting().since(),
                        until,
                        whose);
    }
}
