package dev.lovage.console;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.VaadinService;

import dev.lovage.console.look.Answer;
import dev.lovage.console.look.News;
import dev.lovage.console.look.Pulse;
import dev.lovage.console.look.Topic;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// A view without a browser and without a server of our own, over an api in memory.
abstract class ViewTest extends BrowserlessTest {
    private static ApplicationContext context;
    static FakeApi api;

    /// Asks when the test says so, in the test's own thread.
    static final class StillPulse implements Pulse {
        @Override
        public <T> Watch watch(
                UI ui, Topic topic, Function<News, T> ask, Consumer<Answer<T>> show) {
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

        private static <T> Answer<T> answer(Function<News, T> ask) {
            try {
                return new Answer.Given<>(ask.apply(News.everything()));
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
                                Class.forName("dev.lovage.console.live.LivePulse")
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

    void signIn(String password) {
        test(find(TextField.class).id("name")).setValue("admin");
        test(find(PasswordField.class).id("password")).setValue(password);
        test(find(Button.class).single()).click();
    }

    static String words(Component component) {
        return component.getElement().getTextRecursively();
    }
}
