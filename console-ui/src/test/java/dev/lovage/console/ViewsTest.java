package dev.lovage.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.router.QueryParameters;

import dev.lovage.console.access.SignInView;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Notice;
import dev.lovage.console.run.RunView;
import dev.lovage.console.run.RunsView;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The views of runs and of signing in.
@ViewPackages(classes = {RunsView.class, SignInView.class})
class ViewsTest extends ViewTest {
    @Test
    void nobodyIsAskedToSignInFirst() {
        UI.getCurrent().navigate("runs");
        assertThat(getCurrentView()).isInstanceOf(SignInView.class);
    }

    @Test
    void aWrongPasswordIsToldInASentence() {
        UI.getCurrent().navigate("runs");
        signIn("wrong");
        assertThat(getCurrentView()).isInstanceOf(SignInView.class);
        assertThat(words(find(Notice.class).single())).contains("do not belong together");
    }

    @Test
    void theListShowsTheNewestRuns() {
        UI.getCurrent().navigate("runs");
        signIn(FakeApi.PASSWORD);
        assertThat(getCurrentView()).isInstanceOf(RunsView.class);
        assertThat(find(Grid.class).single()).isNotNull();
    }

    @Test
    void aListWithoutAMatchSaysWhatToDo() {
        UI.getCurrent().navigate("runs");
        signIn(FakeApi.PASSWORD);
        UI.getCurrent().navigate("runs", QueryParameters.of("q", "zzz"));
        assertThat(words(find(Empty.class).single())).contains("No run is like that");
    }

    @Test
    void aRunShowsItsErrorAsASentence() {
        UI.getCurrent().navigate("runs");
        signIn(FakeApi.PASSWORD);
        UI.getCurrent().navigate("runs/" + Fixtures.FAILED, QueryParameters.of("tab", "result"));
        assertThat(getCurrentView()).isInstanceOf(RunView.class);
        assertThat(words(find(Notice.class).single()))
                .contains("image.resize failed at do.1.g.wide after 3 attempts")
                .contains("IMAGE_TOO_LARGE");
    }

    @Test
    void aRunShowsTheDefinitionItFollows() {
        UI.getCurrent().navigate("runs");
        signIn(FakeApi.PASSWORD);
        UI.getCurrent().navigate("runs/" + Fixtures.CENSUS, QueryParameters.of("tab", "source"));
        assertThat(find(CodeView.class).single().text()).contains("task: files.list");
    }

    @Test
    void aRunShowsWhatItsTasksLoggedAndNothingOfItActs() {
        UI.getCurrent().navigate("runs");
        signIn(FakeApi.PASSWORD);
        UI.getCurrent().navigate("runs/" + Fixtures.CENSUS, QueryParameters.of("tab", "logs"));
        assertThat(words((Component) getCurrentView()))
                .containsSubsequence(
                        "10:00:00.123  INFO   do.0#1  Listed 12 files",
                        "WARN   do.0#1  <script>alert(1)</script> \u241b[31mred");
        UI.getCurrent().navigate("runs/" + Fixtures.FAILED, QueryParameters.of("tab", "logs"));
        assertThat(words(find(Empty.class).single())).contains("Nothing was logged");
    }

    @Test
    void aMissingRightIsNamed() {
        UI.getCurrent().navigate("runs");
        api.permissions = List.of();
        signIn(FakeApi.PASSWORD);
        api.permissions = FakeApi.ALL;
        assertThat(words((Component) getCurrentView())).contains("run:read");
    }

    @Test
    void theTokenIsRefreshedBeforeItEnds() {
        api.lifetimeSeconds = 30;
        UI.getCurrent().navigate("runs");
        int before = api.sessions();
        signIn(FakeApi.PASSWORD);
        api.lifetimeSeconds = 900;
        assertThat(api.sessions()).isGreaterThan(before + 1);
    }

    @Test
    void anApiThatIsDownIsToldWithTheRequest() {
        UI.getCurrent().navigate("runs");
        signIn(FakeApi.PASSWORD);
        api.down = true;
        try {
            UI.getCurrent().navigate("runs/" + Fixtures.FAILED);
            assertThat(words(find(Notice.class).single()))
                    .contains("Temporal does not answer.")
                    .contains("Request 01JD6");
        } finally {
            api.down = false;
        }
    }
}
