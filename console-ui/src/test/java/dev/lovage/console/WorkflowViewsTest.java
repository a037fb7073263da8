package dev.lovage.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;

import dev.lovage.console.access.SignInView;
import dev.lovage.console.look.CodeEditor;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Notice;
import dev.lovage.console.run.RunGraph;
import dev.lovage.console.run.RunView;
import dev.lovage.console.run.RunsView;
import dev.lovage.console.workflow.StartView;
import dev.lovage.console.workflow.WorkflowsView;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The views of workflows, and starting a run.
@ViewPackages(classes = {RunsView.class, SignInView.class, WorkflowsView.class})
class WorkflowViewsTest extends ViewTest {
    private void open(String path) {
        UI.getCurrent().navigate("runs");
        signIn(FakeApi.PASSWORD);
        UI.getCurrent().navigate(path);
    }

    private TextField field(String label) {
        return find(TextField.class).withCondition(f -> label.equals(f.getLabel())).single();
    }

    private void press(String word) {
        test(find(Button.class).withText(word).single()).click();
    }

    @SuppressWarnings("unchecked") // a class literal has no type arguments
    private int rows() {
        return test((Grid<Object>) find(Grid.class).single()).size();
    }

    @SuppressWarnings("unchecked")
    private void choose(String item) {
        test((ComboBox<Object>) find(ComboBox.class).single()).selectItem(item);
    }

    private void segment(String word) {
        test(find(NativeButton.class).withText(word).single()).click();
    }

    @Test
    void theListShowsEveryWorkflow() {
        open("workflows");
        assertThat(getCurrentView()).isInstanceOf(WorkflowsView.class);
        assertThat(rows()).isEqualTo(8);
    }

    @Test
    void theSearchIsInTheAddress() {
        open("workflows");
        UI.getCurrent().navigate("workflows", QueryParameters.of("q", "finance"));
        assertThat(rows()).isEqualTo(3);
        UI.getCurrent().navigate("workflows", QueryParameters.of("q", "zzz"));
        assertThat(words(find(Empty.class).single())).contains("No workflow is like that");
    }

    @Test
    void withoutAWorkflowTheListSaysHowToSaveOne() {
        try {
            api.workflows.clear();
            open("workflows");
            assertThat(words(find(Empty.class).single())).contains("lovage apply");
        } finally {
            api.workflows.fill();
        }
    }

    @Test
    void aRunIsStartedWithWhatTheFormAsked() {
        open("workflows/source-census/start");
        assertThat(getCurrentView()).isInstanceOf(StartView.class);
        press("Start run");
        assertThat(field("Folder").isInvalid()).isTrue();
        test(field("Folder")).setValue("src");
        press("Start run");
        assertThat(api.starts.inputs.getLast()).isEqualTo(Map.of("folder", "src"));
        assertThat(getCurrentView()).isInstanceOf(RunView.class);
    }

    @Test
    void whatTheApiFindsWrongIsSaidAtTheField() {
        open("workflows/source-census/start");
        test(field("Folder")).setValue("atlantis");
        press("Start run");
        assertThat(field("Folder").getErrorMessage()).isEqualTo("There is no such folder.");
        assertThat(words(find(Notice.class).single())).contains("Request 01JD6");
    }

    @Test
    void everyKindOfFieldAnswersInItsOwnType() {
        open("workflows/orders-nightly/start");
        test(find(DatePicker.class).withCondition(d -> "Day".equals(d.getLabel())).single())
                .setValue(LocalDate.of(2026, 11, 20));
        choose("eu");
        test(field("Most orders")).setValue("12000");
        press("Start run");
        assertThat(field("Most orders").getErrorMessage()).isEqualTo("5000 at most.");
        test(field("Most orders")).setValue("12");
        test(field("Share to check")).setValue("0.25");
        segment("JSON");
        assertThat(find(CodeEditor.class).single().text())
                .contains("\"day\": \"2026-11-20\"")
                .contains("\"region\": \"eu\"")
                .contains("\"limit\": 12,")
                .contains("\"share\": 0.25")
                .contains("\"dryRun\": true");
    }

    @Test
    void whatIsWrittenAsJsonIsKeptInTheForm() {
        open("workflows/orders-nightly/start");
        segment("JSON");
        find(CodeEditor.class)
                .single()
                .show(
                        "{\"day\": \"2026-01-02\", \"region\": \"us\", \"other\": [1], \"limit\": 7}");
        segment("Form");
        assertThat(field("Most orders").getValue()).isEqualTo("7");
        segment("JSON");
        assertThat(find(CodeEditor.class).single().text()).contains("\"other\"");
    }

    @Test
    void whatTheFormCannotShowStaysJson() {
        open("workflows/orders-nightly/start");
        segment("JSON");
        find(CodeEditor.class).single().show("{\"region\": \"mars\"}");
        segment("Form");
        assertThat(words((Component) getCurrentView())).contains("it stays as JSON");
        assertThat(find(CodeEditor.class).single().text()).contains("mars");
    }

    @Test
    void aWorkflowHasAGraphSchedulesASourceAndAHistory() {
        open("workflows/source-census");
        assertThat(find(RunGraph.class).single().getElement().hasProperty("graph")).isTrue();
        UI.getCurrent().navigate("workflows/source-census", QueryParameters.of("tab", "schedules"));
        assertThat(rows()).isEqualTo(2);
        UI.getCurrent().navigate("workflows/source-census", QueryParameters.of("tab", "revisions"));
        assertThat(words((Component) getCurrentView())).contains("Revision 1");
        assertThat(find(CodeView.class).single().text()).contains("concurrency: 50");
        UI.getCurrent()
                .navigate(
                        "workflows/source-census",
                        QueryParameters.simple(Map.of("tab", "revisions", "revision", "1")));
        assertThat(find(CodeView.class).single().text()).contains("concurrency: 10");
    }

    @Test
    void aSourceIsCheckedWhileItIsWrittenAndSavedWhenItIsValid() {
        open("workflows/source-census");
        UI.getCurrent().navigate("workflows/source-census", QueryParameters.of("tab", "source"));
        var save = find(Button.class).withText("Save revision").single();
        assertThat(save.isEnabled()).isFalse();
        assertThat(words((Component) getCurrentView())).contains("Nothing differs from revision 3");
        write(Definitions.CENSUS.replace("concurrency: 50", "concurrency: none"));
        assertThat(save.isEnabled()).isFalse();
        assertThat(words((Component) getCurrentView())).contains("/do/1/concurrency");
        write(Definitions.CENSUS.replace("concurrency: 50", "concurrency: 5"));
        assertThat(words((Component) getCurrentView())).contains("This will be revision 4");
        press("Save revision");
        assertThat(words((Component) getCurrentView())).contains("Nothing differs from revision 4");
        api.workflows.fill();
    }

    private void write(String source) {
        var editor = find(CodeEditor.class).single();
        ComponentUtil.fireEvent(editor, new CodeEditor.TextChanged(editor, true, source));
    }

    @Test
    void aWorkflowThatIsNotThereIsToldInASentence() {
        open("workflows/nothing/start");
        assertThat(words(find(Notice.class).single())).contains("There is no workflow `nothing`");
    }

    @Test
    void whoMayNotStartRunsIsTold() {
        api.permissions = List.of("run:read", "workflow:read");
        try {
            open("workflows/source-census/start");
            assertThat(words((Component) getCurrentView())).contains("run:start");
        } finally {
            api.permissions = FakeApi.ALL;
        }
    }
}
