package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

import dev.lovage.console.look.Words;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The bar that says which runs are listed.
final class RunFilters extends Div {
    private static final List<RunState> SHOWN =
            List.of(
                    RunState.RUNNING,
                    RunState.QUEUED,
                    RunState.WAITING,
                    RunState.PAUSED,
                    RunState.SUCCEEDED,
                    RunState.FAILED,
                    RunState.CANCELLED,
                    RunState.TERMINATED,
                    RunState.TIMED_OUT);

    private record Segment(@Nullable RunState state, NativeButton button) {}

    private final TextField search = new TextField();
    private final ComboBox<String> workflow = new ComboBox<>();
    private final TimesField times = new TimesField(this::choose);
    private final Span tag = new Span();
    private final List<Segment> segments = new ArrayList<>();
    private final Consumer<RunFilter> chosen;
    private List<String> offered = List.of();
    private RunFilter filter = RunFilter.ALL;

    RunFilters(Consumer<RunFilter> chosen) {
        this.chosen = chosen;
        addClassName("filters");
        search.setPlaceholder(text("runs.search"));
        search.setAriaLabel(text("runs.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                choose(filter.withText(event.getValue()));
            }
        });
        workflow.setPlaceholder(text("runs.workflow"));
        workflow.setAriaLabel(text("runs.workflow"));
        workflow.setClearButtonVisible(true);
        workflow.setAllowCustomValue(true);
        workflow.setItems(offered); // without any, even none, it takes no value from the address
        workflow.addCustomValueSetListener(event -> choose(filter.withWorkflow(event.getDetail())));
        workflow.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                choose(filter.withWorkflow(event.getValue()));
            }
        });
        tag.addClassName("pill");
        add(search, workflow, times, tag, states());
    }

    private Div states() {
        var bar = new Div();
        bar.addClassName("segments");
        bar.getElement().setAttribute("role", "group");
        bar.getElement().setAttribute("aria-label", text("runs.states"));
        Stream.concat(Stream.of(text("runs.all")), SHOWN.stream().map(Words::state))
                .forEach(word -> bar.add(segment(word)));
        return bar;
    }

    private NativeButton segment(String word) {
        var state =
                Arrays.stream(RunState.values())
                        .filter(other -> Words.state(other).equals(word))
                        .findFirst()
                        .orElse(null);
        var button = new NativeButton(word, _ -> choose(filter.withStatus(state)));
        button.addClassName("segment");
        segments.add(new Segment(state, button));
        return button;
    }

    private void choose(Times other) {
        choose(filter.withTimes(other));
    }

    private void choose(RunFilter other) {
        if (!other.equals(filter)) {
            chosen.accept(other);
        }
    }

    /// The workflows that can be chosen.
    void offer(List<String> names) {
        if (!names.equals(offered)) {
            offered = List.copyOf(names);
            var value = workflow.getValue();
            workflow.setItems(offered);
            workflow.setValue(value);
        }
    }

    private void show(@Nullable String only) {
        tag.setVisible(only != null);
        tag.removeAll();
        if (only != null) {
            var off = new NativeButton("", _ -> choose(filter.withTag(null)));
            off.setAriaLabel(text("runs.tag.off", only));
            off.add(VaadinIcon.CLOSE_SMALL.create());
            tag.add(new Span(text("runs.tag", only)), off);
        }
    }

    /// Shows what the address says.
    void show(RunFilter other) {
        filter = other;
        search.setValue(other.text());
        workflow.setValue(other.workflow());
        times.show(other.times());
        show(other.tag());
        for (var segment : segments) {
            boolean on = Objects.equals(segment.state(), other.status());
            segment.button().getElement().setAttribute("aria-pressed", String.valueOf(on));
        }
    }
}
