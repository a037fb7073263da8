package dev.lovage.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.QueryParameters;

import dev.lovage.console.access.SignInView;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.task.TasksView;

import org.junit.jupiter.api.Test;

/// The catalogue of tasks.
@ViewPackages(classes = {TasksView.class, SignInView.class})
class TaskViewsTest extends ViewTest {
    private void open(String address) {
        UI.getCurrent().navigate("tasks");
        signIn(FakeApi.PASSWORD);
        UI.getCurrent().navigate(address);
    }

    @Test
    void listsTasksByNameAndFindsThemByWhatTheyAreFor() {
        open("tasks");
        assertThat(find(Grid.class).single().getListDataView().getItemCount()).isEqualTo(3);
        UI.getCurrent().navigate("tasks", QueryParameters.of("q", "BASE64"));
        assertThat(find(Grid.class).single().getListDataView().getItemCount()).isEqualTo(1);
    }

    @Test
    void saysWhatATaskTakesAndGivesAndClosesAgain() {
        open("tasks/files.read");
        assertThat(find(H2.class).single().getText()).isEqualTo("files.read");
        assertThat(find(CodeView.class).all().getFirst().text()).contains("path");
        test(find(NativeButton.class).withAttribute("aria-label", "Close the task").single())
                .click();
        assertThat(find(CodeView.class).all()).isEmpty();
    }
}
