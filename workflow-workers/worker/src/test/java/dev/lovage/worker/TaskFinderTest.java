package dev.lovage.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.sdk.TaskMethod;
import dev.lovage.sdk.Tasks;
import dev.lovage.worker.found.NeedsMore;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class TaskFinderTest {
    private static final String FOUND = "dev.lovage.worker.found";
    private final Map<Class<?>, Object> beans = new HashMap<>(BuiltIn.made());

    @Test
    void findsPlainClassesBeansAndWhatIsBuiltIn() {
        var tasks = find(new TaskSources(FOUND, List.of(new NeedsMore("hello"))), "");

        assertThat(tasks.all())
                .extracting(TaskMethod::name)
                .containsExactly(
                        "files.list",
                        "files.read",
                        "found.greet",
                        "found.named",
                        "found.plain",
                        "http.request",
                        "json.merge",
                        "llm.chat",
                        "log.write",
                        "notify.webhook");
    }

    @Test
    void searchesThePackagesOfTheSettingsInsteadOfThatOfMain() {
        var tasks = find(new TaskSources(FOUND, List.of()), "dev.lovage.worker.nowhere");

        assertThat(tasks.find("found.plain")).isEmpty();
        assertThat(tasks.find("log.write")).isPresent();
    }

    @Test
    void takesABeanWhereThereIsOne() {
        beans.put(NeedsMore.class, new NeedsMore("from the container"));

        assertThat(find(new TaskSources(FOUND, List.of()), "").find("found.greet")).isPresent();
    }

    @Test
    void saysHowAClassWithTasksCanBeMade() {
        assertThatThrownBy(() -> find(new TaskSources(FOUND, List.of()), ""))
                .hasMessageContaining("NeedsMore has tasks but cannot be made")
                .hasMessageContaining("constructor without parameters");
    }

    private Tasks find(TaskSources sources, String packages) {
        return TaskFinder.find(
                sources, List.of(packages), type -> Optional.ofNullable(beans.get(type)));
    }
}
