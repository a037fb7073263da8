package dev.lovage.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;

import dev.lovage.console.access.SignInView;
import dev.lovage.console.approval.ApprovalsView;
import dev.lovage.console.run.RunView;

import org.junit.jupiter.api.Test;

/// The inbox, and what the page of a run offers about what it waits for.
@ViewPackages(classes = {ApprovalsView.class, RunView.class, SignInView.class})
class ApprovalViewsTest extends ViewTest {
    private static final String RELEASE = "do.2@" + TurningRun.TURNING;

    private static String page() {
        return words(shown());
    }

    private static Component shown() {
        var chain = UI.getCurrent().getInternals().getActiveRouterTargetsChain();
        return chain.getFirst().getElement().getComponent().orElseThrow();
    }

    private void open(String address) {
        UI.getCurrent().navigate("approvals");
        signIn(FakeApi.PASSWORD);
        UI.getCurrent().navigate(address);
    }

    @Test
    void showsWhatIsMineAndOnDemandEverybodys() {
        open("approvals");
        assertThat(find(Grid.class).single().getListDataView().getItemCount()).isEqualTo(2);
        test(find(NativeButton.class).withText("All").single()).click();
        assertThat(find(Grid.class).single().getListDataView().getItemCount()).isEqualTo(3);
    }

    @Test
    void approvesWithAFormAndSaysAtItsPlaceWhatIsWrong() {
        open("approvals/" + RELEASE);
        assertThat(page()).contains("Release to production", TurningRun.TURNING);
        test(find(TextField.class).withCaption("Version").single()).setValue("101");
        test(find(Button.class).withText("Approve").single()).click();
        assertThat(find(TextField.class).withCaption("Version").single().getErrorMessage())
                .isEqualTo("Must be 100 at most.");
        test(find(TextField.class).withCaption("Version").single()).setValue("7");
        test(find(Button.class).withText("Approve").single()).click();
        assertThat(api.approvals.answered).contains(RELEASE + " {version=7}");
        UI.getCurrent().navigate("approvals/" + RELEASE);
        assertThat(page()).contains("It waits no more");
    }

    @Test
    void rejectsWithAReason() {
        var id = "do.1@" + Fixtures.HOSTILE;
        open("approvals/" + id);
        test(find(TextArea.class).withCaption("Comment").single()).setValue("Not like this.");
        test(find(Button.class).withText("Reject").single()).click();
        assertThat(api.approvals.answered).contains(id + " no Not like this.");
    }

    @Test
    void offersNoAnswerToWhomItIsNotAssignedTo() {
        open("approvals/do.4@orders~OTHER");
        assertThat(page()).contains("Sign the books", "anna, role:admin", "not for you");
        assertThat(find(Button.class).withText("Approve").exists()).isFalse();
    }

    @Test
    void pausesARunAndResumesIt() {
        var run = api.data.queued();
        open("runs/" + run);
        test(find(NativeButton.class).withText("Pause run").single()).click();
        test(find(TextField.class).withCaption("Why").single()).setValue("Deploy.");
        test(find(Button.class).withText("Pause").single()).click();
        assertThat(api.steering.stopped).contains("pause " + run);
        test(find(NativeButton.class).withText("Resume run").single()).click();
        assertThat(api.steering.stopped).contains("resume " + run);
    }
}
