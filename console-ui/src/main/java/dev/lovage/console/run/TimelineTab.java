package dev.lovage.console.run;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.internal.JacksonUtils;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// When each step was ready, began and ended, as bars on a line of time.
final class TimelineTab extends RunFace {
    /// As many as a person can look through; the table of the steps has all.
    private static final int MOST = 2_000;

    private final Line line = new Line();
    private Map<String, Bar> shown = Map.of();

    TimelineTab(Consumer<@Nullable String> opened) {
        addClassName("main");
        var _ = line.addListener(StepOpened.class, event -> opened.accept(event.path()));
        add(line);
    }

    /// A step as the browser draws it; times are milliseconds of the epoch.
    ///
    /// @param from when it was ready
    /// @param begun when it was first seen running
    /// @param role what it is there for, and which time: `catch`, `turn 3`
    record Bar(
            String id,
            String name,
            String role,
            String state,
            int attempt,
            @Nullable Long from,
            @Nullable Long begun,
            @Nullable Long to,
            String error) {
        static Bar of(RunPicture seen, StepRoles roles, StepRow step) {
            return new Bar(
                    step.path().text(),
                    seen.name(step),
                    roles.of(step.path()),
                    step.state().name(),
                    step.attempt(),
                    millis(step.queued()),
                    millis(step.begun()),
                    millis(step.ended()),
                    step.error());
        }

        private static @Nullable Long millis(@Nullable Instant at) {
            return at == null ? null : at.toEpochMilli();
        }
    }

    @Override
    void show(RunPicture seen, RunAddress address) {
        Map<String, Bar> now = new LinkedHashMap<>();
        var roles = new StepRoles(seen);
        seen.steps().stream()
                .limit(MOST)
                .forEach(step -> now.put(step.path().text(), Bar.of(seen, roles, step)));
        var run = seen.run();
        var element = line.getElement();
        element.setProperty("open", !run.state().ended());
        element.setProperty("began", (double) run.times().accepted().toEpochMilli());
        element.setProperty("left", Math.max(0, seen.steps().size() - MOST));
        element.setProperty("selected", address.step() == null ? "" : address.step());
        if (now.keySet().equals(shown.keySet())) {
            patch(now);
        } else {
            element.setPropertyList("steps", List.copyOf(now.values()));
        }
        shown = now;
    }

    private void patch(Map<String, Bar> now) {
        var changed =
                now.values().stream().filter(bar -> !bar.equals(shown.get(bar.id()))).toList();
        if (!changed.isEmpty()) {
            line.getElement().callJsFunction("patch", JacksonUtils.listToJson(changed));
        }
    }

    /// The element in the browser.
    @Tag("run-timeline")
    @JsModule("./timeline/run-timeline.ts")
    static final class Line extends Component {
        @Override
        public <T extends ComponentEvent<?>> com.vaadin.flow.shared.Registration addListener(
                Class<T> type, ComponentEventListener<T> listener) {
            return super.addListener(type, listener);
        }
    }

    /// A person opened a step.
    @DomEvent("step-open")
    public static final class StepOpened extends ComponentEvent<Line> {
        private final String path;

        public StepOpened(
                Line source, boolean fromClient, @EventData("event.detail.path") String path) {
            super(source, fromClient);
            this.path = path;
        }

        String path() {
            return path;
        }
    }
}
