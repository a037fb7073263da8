package dev.lovage.server.approval;

import dev.lovage.canvas.Signals;
import dev.lovage.client.Approval;
import dev.lovage.client.Signal;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.approval.ApprovalStore.Decision;
import dev.lovage.server.approval.ApprovalStore.Open;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.Told;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Decides approvals: once each, by whom they are assigned to, while they wait.
///
/// Who decided is kept before the run is told, so that of two people at the same moment one is
/// refused. Where Temporal did not answer, the same request with the same key goes on with it.
@Singleton
final class Decisions {
    static final String REJECTED = "REJECTED";
    private static final int LONGEST_COMMENT = 1_000;

    private final ApprovalStore store;
    private final Awaits awaits;
    private final RunEngine engine;
    private final Authorizer authorizer;
    private final Audit audit;
    private final Told told;
    private final Clock clock;

    Decisions(
            ApprovalStore store,
            Awaits awaits,
            RunEngine engine,
            Authorizer authorizer,
            Audit audit,
            Told told,
            Clock clock) {
        this.store = store;
        this.awaits = awaits;
        this.engine = engine;
        this.authorizer = authorizer;
        this.audit = audit;
        this.told = told;
        this.clock = clock;
    }

    Signal.Sent decide(
            Principal principal, String text, Approval.Decision asked, @Nullable String key) {
        var resource = "approval/" + text;
        authorizer.check(principal, Permission.APPROVAL_DECIDE, resource);
        var id = ApprovalId.of(text);
        var open =
                store.find(principal.tenant(), id.run(), id.path())
                        .orElseThrow(() -> Approvals.missing(id));
        var awaited = awaits.at(principal, id.run(), id.path());
        permit(principal, resource, awaited);
        var answer = answer(principal, awaited, asked);
        var decision = decision(principal, id, asked, answer, key);
        boolean again =
                store.decision(decision.tenant(), decision.run(), decision.path())
                        .filter(before -> before.signal().equals(decision.signal()))
                        .isPresent();
        if (!again) {
            refuseLate(open, decision);
        }
        refuseSecond(store.decide(decision));
        var signal =
                new Signals.Signal(
                        decision.signal(),
                        open.name(),
                        open.path(),
                        answer.value(),
                        Signalling.of(answer.error()),
                        principal.name());
        if (!told.tell(
                        principal,
                        "approval:" + (decision.approved() ? "approve" : "reject"),
                        resource,
                        asked.comment(),
                        () -> engine.signal(id.run(), Signals.SIGNAL, signal, decision.signal()))
                && !again) {
            throw Signalling.ended();
        }
        store.delivered(decision);
        return new Signal.Sent(decision.signal());
    }

    private void permit(Principal principal, String resource, Optional<Awaited> awaited) {
        awaited.filter(known -> !Assignees.admit(known.assignees(), principal))
                .ifPresent(known -> {
                    audit.denied(principal, Permission.APPROVAL_DECIDE.wire(), resource);
                    throw Signalling.notAssigned(known);
                });
    }

    /// What the run will be told.
    private static Signal answer(
            Principal principal, Optional<Awaited> awaited, Approval.Decision asked) {
        var comment = asked.comment();
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            throw ApiException.at(
                    Code.INVALID, "/comment", "A comment has at most 1,000 characters.");
        }
        var rejects = Boolean.TRUE.equals(asked.reject());
        var error = asked.error();
        if ((rejects || error != null) && asked.value() != null) {
            throw ApiException.at(Code.INVALID, "/value", "Who rejects gives no value.");
        }
        if (error != null) {
            Answers.check(error);
            return new Signal(null, error);
        }
        if (rejects) {
            var words =
                    comment == null || comment.isBlank()
                            ? "Rejected by " + principal.name() + "."
                            : comment;
            return new Signal(null, new Signal.Refusal(REJECTED, words));
        }
        return Signal.of(Answers.value(awaited.stream().toList(), asked.value()));
    }

    private Decision decision(
            Principal principal,
            ApprovalId id,
            Approval.Decision asked,
            Signal answer,
            @Nullable String key) {
        return new Decision(
                principal.tenant(),
                id.run(),
                id.path(),
                Objects.requireNonNullElseGet(key, () -> UUID.randomUUID().toString()),
                principal.name(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                answer.error() == null,
                asked.comment());
    }

    /// An await that waits no more, or whose time is over, though its end was not heard of yet.
    private void refuseLate(Open open, Decision now) {
        var until = open.until();
        if (open.over()) {
            throw over(open, now);
        }
        if (until != null && !until.isAfter(clock.instant())) {
            throw ApiException.of(
                    Code.APPROVAL_OVER, "`" + open.name() + "` waited until " + until + ".");
        }
    }

    private ApiException over(Open open, Decision now) {
        return store.decision(now.tenant(), now.run(), now.path())
                .map(Decisions::decided)
                .orElseGet(() ->
                        ApiException.of(
                                Code.APPROVAL_OVER, "`" + open.name() + "` waits no more."));
    }

    private static void refuseSecond(Optional<Decision> before) {
        before.ifPresent(decision -> {
            throw decided(decision);
        });
    }

    private static ApiException decided(Decision decision) {
        return ApiException.of(
                Code.APPROVAL_DECIDED,
                "%s %s it at %s."
                        .formatted(
                                decision.by(),
                                decision.approved() ? "approved" : "rejected",
                                decision.at()));
    }
}
