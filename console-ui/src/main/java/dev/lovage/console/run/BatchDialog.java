package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;

import dev.lovage.client.Batch;
import dev.lovage.client.LovageClient;
import dev.lovage.console.look.Aloud;
import dev.lovage.console.look.Here;
import dev.lovage.console.look.Moments;
import dev.lovage.console.look.Said;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Says how many runs something would be done to, asks why, does it, and says what came of it.
final class BatchDialog extends Dialog {
    private static final int LONGEST = 1_000;

    private final transient LovageClient client;
    private final Batch.Act act;
    private final transient Choice choice;
    private final transient Runnable changed;
    private final TextField reason = new TextField(text("stop.reason"));
    private final DateTimePicker until = Moments.field(text("pause.until"));
    private final Paragraph says = new Paragraph();
    private final UnorderedList failed = new UnorderedList();
    private final Button back = new Button(text("ask.back"), _ -> leave());
    private final Button go = new Button();
    private transient @Nullable Round round;
    private int count;

    /// @param changed told when it is over
    BatchDialog(LovageClient client, Batch.Act act, Choice choice, Runnable changed) {
        this.client = client;
        this.act = act;
        this.choice = choice;
        this.changed = changed;
        addClassName("ask");
        setWidth("min(480px, calc(100vw - 32px))");
        reason.setHelperText(text("stop.reason.help"));
        reason.setMaxLength(LONGEST);
        reason.setAutofocus(true);
        until.setHelperText(text("pause.until.help", Here.zone().getId()));
        until.setVisible(act == Batch.Act.PAUSE);
        says.getElement().setAttribute("role", "status");
        failed.addClassName("failed");
        failed.setVisible(false);
        go.addThemeVariants(ButtonVariant.PRIMARY);
        if (act == Batch.Act.TERMINATE) {
            go.addThemeVariants(ButtonVariant.ERROR);
        }
        go.setDisableOnClick(true);
        go.addClickListener(_ -> start());
        var fields =
                new Div(new Paragraph(text("batch.means." + word())), reason, until, says, failed);
        fields.addClassName("fields");
        add(fields);
        getFooter().add(back, go);
        addOpenedChangeListener(event -> {
            if (!event.isOpened() && round != null) {
                round.stop();
            }
        });
        count();
    }

    private String word() {
        return act.name().toLowerCase(Locale.ROOT);
    }

    static String runs(int count, boolean more) {
        var words = count == 1 ? text("batch.one") : text("batch.many", "%,d".formatted(count));
        return more ? text("batch.more", words) : words;
    }

    private void count() {
        go.setEnabled(false);
        try {
            boolean more = false;
            for (var batch : choice.batches(act, null, null)) {
                var counted = client.batch(batch.dry());
                count += counted.matching();
                more |= counted.more();
            }
            var words = runs(count, more);
            setHeaderTitle(text("batch.title." + word(), words));
            go.setText(text("batch.go." + word(), words));
            go.setEnabled(count > 0);
            says.setText(count > 0 ? "" : text("batch.none"));
        } catch (RuntimeException problem) {
            setHeaderTitle(text("batch.title." + word(), runs(count, false)));
            go.setText(text("batch.go." + word(), ""));
            says.setText(Said.about(problem).what());
        }
    }

    private void start() {
        var end = until.getValue();
        if (until.isInvalid()) {
            go.setEnabled(true); // half an end would be none at all
            return;
        }
        var words = reason.getValue().strip();
        var last = end == null ? null : end.atZone(Here.zone()).toInstant();
        var ui = getUI().orElseThrow();
        reason.setEnabled(false);
        until.setEnabled(false);
        setCloseOnOutsideClick(false);
        back.setText(text("batch.stop"));
        says.setText(text("batch.far", 0, count));
        round = Round.begin(client, ui, batches(words, last), this::show);
    }

    private List<Batch> batches(String words, @Nullable Instant last) {
        return choice.batches(act, words.isEmpty() ? null : words, last);
    }

    private void show(Tally tally) {
        if (!tally.over()) {
            says.setText(text("batch.far", tally.done() + tally.ended(), count));
            return;
        }
        round = null;
        var sum = text("batch.done." + word(), runs(tally.done(), false));
        var past = tally.ended() == 0 ? "" : " " + text("batch.ended", runs(tally.ended(), false));
        if (tally.well()) {
            close();
            Aloud.say(sum + past);
        } else {
            tell(sum + past, tally);
        }
        changed.run();
    }

    private void tell(String sum, Tally tally) {
        var problem = tally.problem();
        says.setText(problem == null ? sum : sum + " " + Said.about(problem).what());
        tally.failed()
                .forEach(outcome ->
                        failed.add(new ListItem(outcome.run() + ": " + outcome.message())));
        failed.setVisible(!tally.failed().isEmpty());
        back.setText(text("batch.close"));
        go.setVisible(false);
    }

    private void leave() {
        if (round == null) {
            close();
        } else {
            round.stop();
        }
    }
}
