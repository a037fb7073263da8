package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.shared.Registration;

import dev.lovage.client.Run;
import dev.lovage.console.access.Account;
import dev.lovage.console.access.Needs;
import dev.lovage.console.look.Answer;
import dev.lovage.console.look.Bones;
import dev.lovage.console.look.News;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Pulse;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.Topic;
import dev.lovage.console.run.StopDialog.Stop;

import io.micronaut.context.annotation.Prototype;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// One run: its graph, timeline, steps, input, result and source.
@Route("runs/:run")
@Prototype
@Needs("run:read")
public final class RunView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Account account = Account.required();
    private final transient Pulse pulse;
    private transient Pulse.Watch watch = Pulse.Watch.NONE;
    private transient Registration resizing = () -> {};
    private final RunTabs tabs = new RunTabs();
    private String id = "";
    private transient volatile RunAddress address = new RunAddress(RunTab.GRAPH, null);
    private transient @Nullable RunReader reader;
    private transient @Nullable RunPicture picture;
    private transient @Nullable RunHead head;
    private transient @Nullable RunStage stage;
    private transient @Nullable Doubts doubts;

    RunView(Pulse pulse) {
        this.pulse = pulse;
        addClassName("view");
    }

    private void go(RunAddress other) {
        getUI().ifPresent(ui ->
                ui.navigate(RunView.class, new RouteParameters("run", id), other.query()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var wanted = decoded(event.getRouteParameters().get("run").orElse(""));
        address = RunAddress.of(event.getLocation());
        tabs.show(wanted, address);
        if (wanted.equals(id)) {
            watch.now();
        } else {
            open(wanted);
            getUI().ifPresent(this::begin);
        }
        draw();
    }

    /// No id has a percent sign: where there is one, the browser encoded more than it had to.
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }

    private void open(String wanted) {
        id = wanted;
        picture = null;
        reader = new RunReader(account.client(), id);
        var rerunning = account.may("run:start") ? new Rerunning(account.client(), id) : null;
        head = new RunHead(id, stops(), rerunning == null ? null : rerunning.button());
        stage =
                new RunStage(
                        account,
                        id,
                        step -> go(address.withStep(step)),
                        (node, turn) -> go(address.withTurn(node, turn)),
                        () -> watch.now(),
                        rerunning);
        removeAll();
        add(head, new Bones());
    }

    private List<Component> stops() {
        if (!account.may("run:steer")) {
            return List.of();
        }
        var stopping = new Stopping(account.client(), () -> watch.now());
        return Stream.concat(
                        Stream.of(new PauseAct(account.client(), id, () -> watch.now())),
                        Arrays.stream(Stop.values()).map(stop -> button(stop, stopping)))
                .<Component>map(act -> act)
                .toList();
    }

    private NativeButton button(Stop stop, Stopping stopping) {
        var button = new NativeButton(text("stop.go." + stop.word()), _ -> stopping.ask(stop, id));
        button.addClassName("act");
        return button;
    }

    @Override
    public String getPageTitle() {
        return id + " · Lovage";
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        begin(ui);
        resizing = ui.getPage().addBrowserWindowResizeListener(size -> fit(size.getWidth()));
        var details = ui.getPage().getExtendedClientDetails();
        fit(details == null ? 0 : details.getWindowInnerWidth());
    }

    private void begin(UI ui) {
        end();
        var source = account.client();
        var run = id;
        doubts = new Doubts(ui, () -> source.why(run), this::show);
        var topic = new Topic.OneRun(account.me().tenant(), id);
        watch = pulse.watch(ui, topic, this::read, this::show);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        end();
        resizing.remove();
    }

    private void end() {
        watch.close();
        if (doubts != null) {
            doubts.close();
        }
    }

    private void show(Run.Why why) {
        if (head != null) {
            head.show(why);
        }
    }

    private void fit(int width) {
        if (stage != null) {
            stage.fit(width);
        }
    }

    private RunPicture read(News news) {
        var source = reader;
        if (source == null) {
            throw new IllegalStateException("No run was opened");
        }
        return source.read(news, address.step());
    }

    private void show(Answer<RunPicture> answer) {
        switch (answer) {
            case Answer.Given<RunPicture>(var seen) -> {
                if (seen.run().id().equals(id)) {
                    picture = seen;
                    draw();
                    if (doubts != null && !seen.run().state().ended()) {
                        doubts.stir();
                    }
                }
            }
            case Answer.Refused<RunPicture>(var problem) -> refuse(problem);
        }
    }

    private void draw() {
        if (picture == null || head == null || stage == null) {
            return;
        }
        head.show(picture);
        stage.show(picture, address);
        if (!stage.isAttached()) {
            removeAll();
            add(head, tabs, stage);
        }
    }

    private void refuse(RuntimeException problem) {
        if (head == null) {
            return;
        }
        head.stale();
        if (picture == null) {
            removeAll();
            add(head, new Notice(Said.about(problem)));
        }
    }
}
