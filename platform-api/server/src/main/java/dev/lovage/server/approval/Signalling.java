package dev.lovage.server.approval;

import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Signals;
import dev.lovage.client.Run;
import dev.lovage.client.Signal;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.approval.ApprovalStore.Which;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.Runs;
import dev.lovage.server.run.Told;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Tells runs what they wait for: what nobody would ever wait for, and what misses its form, they
/// never hear.
@Singleton
final class Signalling {
    private static final int MOST_OPEN = 200;

    private final Runs runs;
    private final Awaits awaits;
    private final ApprovalStore store;
    private final RunEngine engine;
    private final Authorizer authorizer;
    private final Audit audit;
    private final Told told;

    Signalling(
            Runs runs,
            Awaits awaits,
            ApprovalStore store,
            RunEngine engine,
            Authorizer authorizer,
            Audit audit,
            Told told) {
        this.runs = runs;
        this.awaits = awaits;
        this.store = store;
        this.engine = engine;
        this.authorizer = authorizer;
        this.audit = audit;
        this.told = told;
    }

    /// What is meant by a signal.
    ///
    /// @param path of the step that it is for; absent: whichever waits longest
    record Address(String run, String name, @Nullable String path) {}

    /// The id of the signal, which is the key where there is one.
    Signal.Sent signal(Principal principal, Address address, Signal signal, @Nullable String key) {
        var resource = "run/" + address.run();
        authorizer.check(principal, Permission.RUN_STEER, resource);
        var run = runs.get(principal, address.run());
        if (run.state().ended()) {
            throw ended();
        }
        var error = signal.error();
        if (error != null && signal.value() != null) {
            throw ApiException.at(Code.INVALID, "/error", "Give a value or an error, not both.");
        }
        var meant = meant(principal, run, address);
        permit(principal, address, meant);
        if (error != null) {
            Answers.check(error);
        }
        var value = error == null ? Answers.value(meant, signal.value()) : null;
        var id = Objects.requireNonNullElseGet(key, () -> UUID.randomUUID().toString());
        var sent =
                new Signals.Signal(
                        id, address.name(), address.path(), value, of(error), principal.name());
        var reason = address.name() + (address.path() == null ? "" : " at " + address.path());
        if (!told.tell(
                principal,
                "run:signal",
                resource,
                reason,
                () -> engine.signal(run.id(), Signals.SIGNAL, sent, id))) {
            throw ended();
        }
        return new Signal.Sent(id);
    }

    static Signals.@Nullable Fault of(Signal.@Nullable Refusal error) {
        return error == null ? null : new Signals.Fault(error.code(), error.message());
    }

    /// Those that the signal may be for. One that waits though its definition does not tell of it
    /// will take anything.
    private List<Awaited> meant(Principal principal, Run run, Address address) {
        var known =
                awaits.of(principal, run.id()).stream()
                        .filter(awaited -> awaited.name().equals(address.name()))
                        .filter(awaited -> address.path() == null || awaited.at(address.path()))
                        .toList();
        if (known.isEmpty() && !waits(principal, address)) {
            var where = address.path() == null ? "" : " at `" + address.path() + "`";
            throw ApiException.of(
                    Code.NOT_FOUND,
                    "The run has no `await` named `" + address.name() + "`" + where + ".");
        }
        return known;
    }

    private boolean waits(Principal principal, Address address) {
        var here = new Which(null, address.run());
        return store.open(principal.tenant(), here, null, MOST_OPEN).stream()
                .filter(open -> open.name().equals(address.name()))
                .anyMatch(open -> address.path() == null || open.path().equals(address.path()));
    }

    /// Nobody gets around the assignees of an approval by a bare signal.
    private void permit(Principal principal, Address address, List<Awaited> meant) {
        for (var awaited : meant) {
            if (!Assignees.admit(awaited.assignees(), principal)) {
                audit.denied(principal, "run:signal", "run/" + address.run());
                throw notAssigned(awaited);
            }
        }
    }

    static ApiException notAssigned(Awaited awaited) {
        return ApiException.of(
                Code.FORBIDDEN,
                "`%s` is for %s to decide."
                        .formatted(awaited.name(), String.join(", ", awaited.assignees())));
    }

    static ApiException ended() {
        return ApiException.of(Code.RUN_ENDED, "The run has ended already.");
    }

    /// Throws for a path that can be of no step.
    static void checkPath(@Nullable String path) {
        if (path != null && Paths.parse(path).isEmpty()) {
            throw ApiException.at(Code.MALFORMED, "?path", "This is no path of a step.");
        }
    }
}
