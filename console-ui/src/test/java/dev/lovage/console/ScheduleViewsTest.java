package dev.lovage.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;

import dev.lovage.client.Schedule;
import dev.lovage.console.access.SignInView;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Notice;
import dev.lovage.console.run.RunsView;
import dev.lovage.console.schedule.ScheduleView;
import dev.lovage.console.schedule.SchedulesView;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The views of schedules.
@ViewPackages(classes = {RunsView.class, SignInView.class, SchedulesView.class})
class ScheduleViewsTest extends ViewTest {
    @BeforeEach
    void fill() {
        api.schedules.fill();
    }

    private void open(String path, QueryParameters said) {
        UI.getCurrent().navigate("runs");
        signIn(FakeApi.PASSWORD);
        UI.getCurrent().navigate(path, said);
    }

    private void open(String path) {
        open(path, QueryParameters.empty());
    }

    private TextField field(String label) {
        return find(TextField.class).withCondition(f -> label.equals(f.getLabel())).single();
    }

    @SuppressWarnings("unchecked") // a class literal has no type arguments
    private ComboBox<Object> choice(String label) {
        return (ComboBox<Object>)
                find(ComboBox.class).withCondition(f -> label.equals(f.getLabel())).single();
    }

    private Button button(String word) {
        return find(Button.class).withText(word).single();
    }

    private void segment(String word) {
        test(find(NativeButton.class).withText(word).single()).click();
    }

    private String page() {
        return words((Component) getCurrentView());
    }

    @SuppressWarnings("unchecked")
    private int rows() {
        return test((Grid<Object>) find(Grid.class).single()).size();
    }

    @Test
    void theListShowsEverySchedule() {
        open("schedules");
        assertThat(rows()).isEqualTo(8);
        UI.getCurrent().navigate("schedules", QueryParameters.of("q", "catalog"));
        assertThat(rows()).isEqualTo(1);
        UI.getCurrent().navigate("schedules", QueryParameters.of("q", "zzz"));
        assertThat(words(find(Empty.class).single())).contains("No schedule is like that");
    }

    @Test
    void withoutAScheduleTheListOffersToMakeOne() {
        api.schedules.clear();
        open("schedules");
        assertThat(words(find(Empty.class).single())).contains("New schedule");
    }

    @Test
    void savingIsNotPossibleUntilAllIsThereAndTheReasonIsBesideIt() {
        open("schedules/new");
        assertThat(getCurrentView()).isInstanceOf(ScheduleView.class);
        assertThat(button("Save schedule").isEnabled()).isFalse();
        assertThat(page()).contains("Give it a name.");
        test(field("Name")).setValue("Night");
        assertThat(page()).contains("small letters, digits and hyphens");
        test(field("Name")).setValue("night");
        assertThat(page()).contains("Choose a workflow.");
        test(choice("Workflow")).selectItem("source-census");
        assertThat(button("Save schedule").isEnabled()).isTrue();
        test(find(TextArea.class)
                        .withCondition(f -> "Cron expressions".equals(f.getLabel()))
                        .single())
                .setValue("0 3 *");
        assertThat(button("Save schedule").isEnabled()).isFalse();
        assertThat(page()).contains("A cron string has five fields");
    }

    @Test
    void aNewScheduleIsSavedWithItsInputAndShown() {
        open("schedules/new", QueryParameters.of("workflow", "source-census"));
        test(field("Name")).setValue("often");
        test(field("Folder")).setValue("docs");
        segment("Every");
        test(field("Every")).setValue("10s");
        test(choice("Overlap")).selectItem("Allow all");
        test(button("Save schedule")).click();
        var saved = api.schedules.get("often");
        assertThat(saved.action().input()).isEqualTo(Map.of("folder", "docs"));
        assertThat(saved.spec().every())
                .containsExactly(new Schedule.Every(Duration.ofSeconds(10), null));
        assertThat(saved.policies().overlap()).isEqualTo(Schedule.Overlap.ALLOW_ALL);
        assertThat(page()).contains("Every 10s");
    }

    @Test
    void theNextTenFiresAreShownWithWhatTheClocksDo() {
        open("schedules/orders-nightly");
        assertThat(page())
                .contains("Europe/Berlin")
                .contains("Yours, ")
                .contains("clocks go forward")
                .contains("first of two")
                .contains("02:30 does not exist on 28 March 2027")
                .contains("they end before the next is due");
    }

    @Test
    void runsThatWillMeetAreForecast() {
        open("schedules/new", QueryParameters.of("workflow", "source-census"));
        segment("Every");
        test(field("Every")).setValue("30s");
        assertThat(words(find(Notice.class).single())).contains("some will meet the run before");
    }

    @Test
    void theYamlIsWhatTheApiTakes() {
        open("schedules/orders-nightly", QueryParameters.of("tab", "yaml"));
        assertThat(find(CodeView.class).single().text())
                .contains("workflow: orders-nightly")
                .contains("- 30 2 * * *")
                .contains("timezone: Europe/Berlin")
                .contains("catchup: PT10M")
                .contains("folder: src")
                .doesNotContain("dryRun") // what an input does not say stays unsaid
                .doesNotContain("mail");
    }

    @Test
    void aPauseSaysWhyAndEndsByAClick() {
        open("schedules/catalog");
        test(button("Pause")).click();
        test(field("Why")).setValue("the shop is closed");
        var buttons = find(Button.class).withText("Pause").all();
        test(buttons.getLast()).click();
        assertThat(api.schedules.get("catalog").status().note()).isEqualTo("the shop is closed");
        assertThat(page()).contains("Paused").contains("the shop is closed");
        test(button("Resume")).click();
        assertThat(api.schedules.get("catalog").status().paused()).isFalse();
    }

    @Test
    void itIsTriggeredNow() {
        open("schedules/catalog");
        test(button("Run now")).click();
        assertThat(api.schedules.calls).contains("trigger catalog");
    }

    @Test
    void aBackfillSaysHowManyRunsBeforeItStartsThem() {
        open("schedules/catalog");
        test(button("Backfill")).click();
        var to = moment("To").getValue();
        test(moment("From")).setValue(to.minusDays(3));
        assertThat(api.schedules.calls).contains("backfill 3 counted");
        test(button("Start 3 runs")).click();
        assertThat(api.schedules.calls).contains("backfill 3 started");
    }

    private DateTimePicker moment(String label) {
        return find(DateTimePicker.class).withCondition(f -> label.equals(f.getLabel())).single();
    }

    @Test
    void deletingAsksForTheName() {
        open("schedules/catalog");
        test(button("Delete")).click();
        assertThat(button("Delete schedule").isEnabled()).isFalse();
        test(field("Type catalog to delete it")).setValue("catalog");
        test(button("Delete schedule")).click();
        assertThat(getCurrentView()).isInstanceOf(SchedulesView.class);
        assertThat(rows()).isEqualTo(7);
    }

    @Test
    void whoMayOnlyReadSeesNoButtons() {
        api.permissions = List.of("run:read", "workflow:read", "schedule:read");
        try {
            open("schedules/catalog");
            assertThat(find(Button.class).withText("Save schedule").exists()).isFalse();
            assertThat(find(Button.class).withText("Delete").exists()).isFalse();
        } finally {
            api.permissions = FakeApi.ALL;
        }
    }

    @Test
    void aScheduleThatIsNotThereIsToldInASentence() {
        open("schedules/nothing");
        assertThat(words(find(Notice.class).single())).contains("There is no schedule `nothing`");
    }

    @Test
    void hostileNotesCannotTurnTheTextAround() {
        open("schedules/hostile");
        assertThat(page()).contains("<script>").contains("[U+202E]").doesNotContain("\u202e");
    }
}
