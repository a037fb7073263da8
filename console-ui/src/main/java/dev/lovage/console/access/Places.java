package dev.lovage.console.access;

import static dev.lovage.console.look.Texts.text;

import dev.lovage.client.Run;
import dev.lovage.client.RunQuery;
import dev.lovage.client.Schedule;
import dev.lovage.client.Workflow;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.Words;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Where one person can go: pages, workflows, schedules, runs, and what they can start.
final class Places {
    private static final int FEW = 8;

    private record Page(String path, String permission, String keys) {}

    private static final List<Page> PAGES =
            List.of(
                    new Page("runs", "run:read", "g r"),
                    new Page("workflows", "workflow:read", "g w"),
                    new Page("schedules", "schedule:read", "g s"),
                    new Page("approvals", "run:read", "g a"),
                    new Page("tasks", "task:read", "g t"));

    private final Account account;

    Places(Account account) {
        this.account = account;
    }

    /// One of them, as the browser shows it.
    ///
    /// @param kind what it is, for people
    record Place(String kind, String title, String detail, String href, String keys) {}

    /// What needs no asking.
    List<Place> pages() {
        return PAGES.stream()
                .filter(page -> account.may(page.permission()))
                .map(page ->
                        new Place(
                                text("palette.page"),
                                text("nav." + page.path()),
                                "",
                                page.path(),
                                page.keys()))
                .toList();
    }

    /// All but the runs: where to go before what to do there.
    List<Place> all() {
        var workflows =
                account.may("workflow:read")
                        ? account.client().workflows().items().stream().map(Workflow::name).toList()
                        : List.<String>of();
        List<Place> all = new ArrayList<>(pages());
        workflows.forEach(name -> all.add(place("workflow", name, "", workflow(name))));
        if (account.may("schedule:read")) {
            account.client().schedules(null, RunQuery.LARGEST_PAGE, null).items().stream()
                    .map(Schedule::name)
                    .map(name -> place("schedule", name, "", "schedules/" + segment(name)))
                    .forEach(all::add);
        }
        if (account.may("run:start")) {
            workflows.forEach(name -> all.add(start(name)));
        }
        return all;
    }

    private static Place start(String workflow) {
        var title = text("palette.start", workflow);
        return place("action", title, "", workflow(workflow) + "/start");
    }

    private static String workflow(String name) {
        return "workflows/" + segment(name);
    }

    /// Runs whose id, workflow or tag begins like this, newest first.
    List<Place> runs(String prefix) {
        if (!account.may("run:read")) {
            return List.of();
        }
        var query = new RunQuery(null, null, null, null, null, prefix, FEW, null);
        return account.client().runs(query).items().stream().map(Places::place).toList();
    }

    private static Place place(Run run) {
        var address = "runs/" + segment(run.id()).replace("%7E", "~").replace("%3A", ":");
        return place("run", run.id(), Words.state(run.state()), address);
    }

    private static Place place(String kind, String title, String detail, String href) {
        return new Place(text("palette." + kind), Inert.text(title), detail, href, "");
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
