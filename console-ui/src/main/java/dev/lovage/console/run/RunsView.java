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
import com.vaadin.flow.shared.Registration;

import dev.lovage.client.Page;
import dev.lovage.client.Workflow;
import dev.lovage.console.access.Account;
import dev.lovage.console.access.Needs;
import dev.lovage.console.look.Answer;
import dev.lovage.console.look.Bones;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Freshness;
import dev.lovage.console.look.News;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Pulse;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.Topic;

import io.micronaut.context.annotation.Prototype;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All runs, newest first.
@Route("runs")
@RouteAlias("")
@PageTitle("Runs · Lovage")
@Prototype
@Needs("run:read")
public final class RunsView extends Main implements BeforeEnterObserver {
    /// What is to be read: swapped whole, as another thread reads it.
    private record Wanted(RunFilter filter, List<RunPages.Slot> slots) {}

    /// What was read.
    private record Read(
            RunFilter filter, Map<RunPages.Slot, Page<RunRow>> pages, List<String> workflows) {}

    private final transient Account account = Account.required();
    private final transient Pulse pulse;
    private transient Pulse.Watch watch = Pulse.Watch.NONE;
    private final Freshness freshness = new Freshness();
    private final RunFilters filters;
    private final Div body = new Div();
    private transient RunPages pages = new RunPages(this::page);
    private RunFilter filter = RunFilter.ALL;
    private boolean incomplete;
    private transient volatile Wanted wanted = new Wanted(filter, pages.visible());
    private transient @Nullable RunTable table;
    private transient Registration resizing = () -> {};

    RunsView(Pulse pulse) {
        this.pulse = pulse;
        addClassName("view");
        freshness.addClassName("fresh");
        var head = new Div(new H1(text("runs.title")), freshness);
        head.addClassName("head");
        filters = new RunFilters(this::go);
        body.addClassName("list");
        body.add(new Bones());
        add(head, filters, body);
    }

    private void go(RunFilter other) {
        getUI().ifPresent(ui -> ui.navigate(RunsView.class, other.address()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        filter = RunFilter.of(event.getLocation().getQueryParameters());
        filters.show(filter);
        pages = new RunPages(this::page);
        wanted = new Wanted(filter, pages.visible());
        getUI().ifPresent(this::begin);
    }

    private void begin(UI ui) {
        watch.close();
        var topic = new Topic.Runs(account.me().tenant(), filter.workflow());
        watch = pulse.watch(ui, topic, this::read, this::show);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        begin(ui);
        resizing = ui.getPage().addBrowserWindowResizeListener(size -> fit(size.getWidth()));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        watch.close();
        resizing.remove();
    }

    private Page<RunRow> page(@Nullable String token) {
        return page(filter, token);
    }

    private Page<RunRow> page(RunFilter of, @Nullable String token) {
        var page = account.client().runs(of.query(token));
        return new Page<>(
                page.items().stream().map(RunRow::of).toList(), page.nextPageToken(), page.asOf());
    }

    private Read read(News news) {
        var now = wanted;
        Map<RunPages.Slot, Page<RunRow>> read = new LinkedHashMap<>();
        for (var slot : now.slots()) {
            read.put(slot, page(now.filter(), slot.token()));
        }
        var names = news.equals(News.everything()) ? workflows() : List.<String>of();
        return new Read(now.filter(), read, names);
    }

    private List<String> workflows() {
        return account.client().workflows().items().stream().map(Workflow::name).toList();
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
        boolean changed = pages.accept(read.pages());
        if (!read.workflows().isEmpty()) {
            filters.offer(read.workflows());
        }
        read.pages().values().stream()
                .map(Page::asOf)
                .min(Instant::compareTo)
                .ifPresent(freshness::live);
        if (pages.empty()) {
            replace(empty());
        } else if (table == null || !table.isAttached()) {
            table = new RunTable(this::rows, () -> pages.longest());
            replace(table);
            getUI().ifPresent(ui -> fit(width(ui)));
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
            wanted = new Wanted(filter, pages.visible());
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

    private void fit(int width) {
        if (table != null) {
            table.fit(width);
        }
    }

    private static int width(UI ui) {
        var details = ui.getPage().getExtendedClientDetails();
        return details == null ? 0 : details.getWindowInnerWidth();
    }
}
