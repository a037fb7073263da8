package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;

import dev.lovage.client.Page;
import dev.lovage.console.access.Account;
import dev.lovage.console.access.Needs;
import dev.lovage.console.look.Answer;
import dev.lovage.console.look.Behind;
import dev.lovage.console.look.Bones;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Freshness;
import dev.lovage.console.look.News;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Pulse;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.Topic;
import dev.lovage.console.run.RunsReader.Read;
import dev.lovage.console.run.RunsReader.Wanted;

import io.micronaut.context.annotation.Prototype;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.stream.Stream;

/// All runs, newest first.
@Route("runs")
@RouteAlias("")
@PageTitle("Runs · Lovage")
@Prototype
@Needs("run:read")
public final class RunsView extends Main implements BeforeEnterObserver {
    private final transient Account account = Account.required();
    private final transient RunsReader reader = new RunsReader(account.client());
    private final transient Pulse pulse;
    private transient Pulse.Watch watch = Pulse.Watch.NONE;
    private final Freshness freshness = new Freshness();
    private final Behind behind = new Behind();
    private final RunFilters filters;
    private final ChosenBar chosen;
    private final Div body = new Div();
    private transient RunPages pages = new RunPages(this::page);
    private RunFilter filter = RunFilter.ALL;
    private boolean incomplete;
    private transient volatile Wanted wanted = Wanted.of(filter, pages);
    private transient @Nullable RunTable table;

    RunsView(Pulse pulse) {
        this.pulse = pulse;
        addClassName("view");
        freshness.addClassName("fresh");
        var head = new Div(new H1(text("runs.title")), freshness);
        head.addClassName("head");
        filters = new RunFilters(this::go);
        body.addClassName("list");
        body.add(new Bones());
        chosen = new ChosenBar(account.client(), this::untick, () -> watch.now());
        add(head, behind, filters, chosen, body);
    }

    private RunTable table() {
        var made = new RunTable(this::rows, () -> pages.longest());
        if (account.may("run:steer")) {
            made.tick(chosen::show);
        }
        return made;
    }

    private void untick() {
        if (table != null) {
            table.untick();
        }
    }

    private void go(RunFilter other) {
        getUI().ifPresent(ui -> ui.navigate(RunsView.class, other.address()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        filter = RunFilter.of(event.getLocation().getQueryParameters(), Instant.now());
        filters.show(filter);
        chosen.show(filter);
        untick();
        pages = new RunPages(this::page);
        wanted = Wanted.of(filter, pages);
        getUI().ifPresent(this::begin);
    }

    private void begin(UI ui) {
        watch.close();
        var topic = new Topic.Runs(account.me().tenant(), filter.workflow());
        watch = pulse.watch(ui, topic, this::read, this::show);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        begin(event.getUI());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        watch.close();
    }

    private Page<RunRow> page(@Nullable String token) {
        return reader.page(filter, token);
    }

    private Read read(News news) {
        return reader.read(wanted, news);
    }

    private void show(Answer<Read> answer) {
        switch (answer) {
            case Answer.Refused<Read>(var problem) -> refuse(problem);
            case Answer.Given<Read>(var read) -> {
                if (read.filter().equals(filter)) {
                    accept(read);
                }
            }
        }
    }

    private void accept(Read read) {
        boolean changed =
                switch (read) {
                    case Read.Rows rows -> pages.replace(rows.rows());
                    case Read.Pages fresh -> {
                        if (!fresh.workflows().isEmpty()) {
                            filters.offer(fresh.workflows());
                        }
                        yield pages.accept(fresh.pages());
                    }
                };
        if (behind.show(read.seen())) {
            freshness.late(read.seen().asOf());
        } else {
            freshness.live(read.seen().asOf());
        }
        if (pages.empty()) {
            replace(empty());
        } else if (table == null || !table.isAttached()) {
            table = table();
            replace(table);
        } else if (changed || incomplete) {
            incomplete = false;
            table.refresh();
        }
    }

    private Stream<RunRow> rows(int offset, int limit) {
        try {
            return pages.rows(offset, limit).stream();
        } catch (RuntimeException problem) {
            incomplete = true;
            refuse(problem);
            return Stream.empty();
        } finally {
            wanted = Wanted.of(filter, pages);
        }
    }

    private void refuse(RuntimeException problem) {
        freshness.stale();
        if (table == null || !table.isAttached()) {
            replace(new Notice(Said.about(problem)));
        }
    }

    private Empty empty() {
        return filter.equals(RunFilter.ALL)
                ? new Empty(text("runs.empty.title"), text("runs.empty.way"))
                        .command(text("runs.empty.command"))
                : new Empty(text("runs.none.title"), text("runs.none.way"));
    }

    private void replace(Component content) {
        body.removeAll();
        body.add(content);
    }
}
