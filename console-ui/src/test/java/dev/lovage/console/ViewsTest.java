package dev.lovage.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinService;

import dev.lovage.console.access.SignInView;
import dev.lovage.console.look.Answer;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Pulse;
import dev.lovage.console.run.RunView;
import dev.lovage.console.run.RunsView;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Every view, without a browser and without a server of our own.
@ViewPackages(classes = {RunsView.class, SignInView.class})
class ViewsTest extends BrowserlessTest {
    private static ApplicationContext context;
    private static FakeApi api;

    /// Asks when the test says so, in the test's own thread.
    static final class StillPulse implements Pulse {
        @Override
        public <T> Watch watch(UI ui, Supplier<T> ask, Consumer<Answer<T>> show) {
            var watch =
                    new Watch() {
                        @Override
                        public void now() {
                            show.accept(answer(ask));
                        }

                        @Override
                        public void close() {}
                    };
            watch.now();
            return watch;
        }

        private static <T> Answer<T> answer(Supplier<T> ask) {
            try {
                return new Answer.Given<>(ask.get());
            } catch (RuntimeException e) {
                return new Answer.Refused<>(e);
            }
        }
    }

    /// Lets Micronaut make the views here, too.
    public static final class Beans implements InstantiatorFactory {
        @Override
        public Instantiator createInstantitor(VaadinService service) {
            return new BeanInstantiator(service, context);
        }
    }

    @BeforeAll
    static void begin() throws ClassNotFoundException {
        api = new FakeApi();
        context =
                ApplicationContext.run(
                        Map.of(
                                "lovage.api.url",
                                api.uri().toString(),
                                "micronaut.server.port",
                                -1));
        context.registerBeanDefinition(
                RuntimeBeanDefinition.builder(Pulse.class, StillPulse::new)
                        .replaces(
                                Class.forName("dev.lovage.console.look.LivePulse")
                                        .asSubclass(Pulse.class))
                        .build());
    }

    @AfterAll
    static void end() {
        context.close();
        api.close();
    }

    @Override
    protected Set<Class<?>> lookupServices() {
        return Set.of(Beans.class);
    }

    private void signIn(String password) {
        test(find(TextField.class).id("name")).setValue("admin");
        test(find(PasswordField.class).id("password")).setValue(password);
        test(find(Button.class).single()).click();
    }

    private static String words(Component component) {
        return component.getElement().getTextRecursively();
    }

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
    void aMissingRightIsNamed() {
        UI.getCurrent().navigate("runs");
        api.permissions = List.of();
        signIn(FakeApi.PASSWORD);
        api.permissions = List.of("run:read", "run:payload", "workflow:read");
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
