package dev.lovage.samples;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;
import dev.lovage.sdk.TaskFailure;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The tasks of `site-check`.
@Singleton
public final class SiteCheck {
    private static final String KEY = "site ";

    private final SampleSettings settings;
    private final Ledger ledger;

    SiteCheck(SampleSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    /// What `http.request` gave for one address, or why it failed.
    record Outcome(Optional<Answer> value, Optional<Failed> error) {}

    /// The part of an answer that counts here.
    record Answer(int status, long millis, String sha256) {}

    /// The part of a failure that counts here.
    record Failed(String code, String message, Optional<Detail> details) {}

    /// What a failure says about an answer that was not expected.
    record Detail(Optional<Integer> status) {}

    /// One address in the table.
    ///
    /// @param changed since the last check that got an answer
    record Row(
            String address,
            boolean ok,
            @Nullable Integer status,
            @Nullable Long millis,
            @Nullable String sha256,
            boolean changed,
            @Nullable String error) {}

    /// All addresses, and what is worth waking somebody for.
    record Table(List<Row> rows, List<String> alerts) {}

    @Task(
            value = "site.addresses",
            description = "The addresses that were given; without any, those of the platform.")
    public List<String> addresses(List<String> given) {
        return given.isEmpty() ? settings.addresses() : given;
    }

    @Task(
            value = "site.table",
            description = "Answers beside what was seen the last time, which is kept.")
    public Table table(List<String> addresses, List<Outcome> outcomes, TaskContext context) {
        var rows =
                IntStream.range(0, addresses.size())
                        .mapToObj(i -> row(addresses.get(i), outcomes.get(i), context.run()))
                        .toList();
        return new Table(
                rows,
                rows.stream().filter(r -> !r.ok() || r.changed()).map(SiteCheck::alert).toList());
    }

    @Task(
            value = "site.judge",
            description = "Fails with SITE_DOWN where an address does not answer.",
            never = "SITE_DOWN")
    public List<Row> judge(List<Row> rows) {
        var down = rows.stream().filter(row -> !row.ok()).map(Row::address).toList();
        if (!down.isEmpty()) {
            throw TaskFailure.of("SITE_DOWN", "Not well: " + String.join(", ", down))
                    .withDetails(Map.of("rows", rows))
                    .permanent();
        }
        return rows;
    }

    private Row row(String address, Outcome outcome, String run) {
        if (outcome.value().isEmpty()) {
            var error = outcome.error().map(e -> e.code() + ": " + e.message()).orElse("skipped");
            var status = outcome.error().flatMap(Failed::details).flatMap(Detail::status);
            return new Row(address, false, status.orElse(null), null, null, false, error);
        }
        var answer = outcome.value().get();
        return new Row(
                address,
                true,
                answer.status(),
                answer.millis(),
                answer.sha256(),
                changed(address, answer.sha256(), run),
                null);
    }

    /// The ledger holds what was seen, in which run, and what was seen before: a second attempt of
    /// the same run comes to the same answer.
    private boolean changed(String address, String seen, String run) {
        var kept = ledger.find(KEY + address).map(text -> text.split(" "));
        if (kept.isPresent() && kept.get()[0].equals(seen) && !kept.get()[1].equals(run)) {
            return false;
        }
        if (kept.isPresent() && kept.get()[1].equals(run)) {
            return !kept.get()[2].equals(seen);
        }
        var before = kept.map(parts -> parts[0]).orElse(seen);
        ledger.replace(KEY + address, String.join(" ", seen, run, before));
        return !before.equals(seen);
    }

    private static String alert(Row row) {
        return row.ok()
                ? row.address() + " says something else than before"
                : row.address() + " does not answer: " + row.error();
    }
}
