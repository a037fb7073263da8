package dev.lovage.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.auth.AnonymousAllowed;

import dev.lovage.console.access.Needs;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Prototype;

import jakarta.annotation.security.PermitAll;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Every view says who may enter, and is found as a route.
class EntranceTest {
    @Test
    void everyViewSaysWhoMayEnter() {
        try (var context = ApplicationContext.run(Map.of("micronaut.server.port", -1))) {
            var views =
                    VaadinStart.routes(context).stream()
                            .collect(
                                    Collectors.toMap(
                                            Class::getSimpleName,
                                            EntranceTest::entrance,
                                            (a, b) -> a,
                                            TreeMap::new));
            assertThat(views)
                    .containsExactly(
                            Map.entry("ApprovalsView", "run:read"),
                            Map.entry("MainLayout", "signed in"),
                            Map.entry("RunView", "run:read"),
                            Map.entry("RunsView", "run:read"),
                            Map.entry("ScheduleView", "schedule:read"),
                            Map.entry("SchedulesView", "schedule:read"),
                            Map.entry("SignInView", "anyone"),
                            Map.entry("StartView", "run:start"),
                            Map.entry("TasksView", "task:read"),
                            Map.entry("WorkflowView", "workflow:read"),
                            Map.entry("WorkflowsView", "workflow:read"));
            assertThat(VaadinStart.routes(context))
                    .allMatch(view -> view.isAnnotationPresent(Prototype.class));
        }
    }

    private static String entrance(Class<?> view) {
        if (view.isAnnotationPresent(AnonymousAllowed.class)) {
            return "anyone";
        }
        if (view.isAnnotationPresent(PermitAll.class)) {
            return "signed in";
        }
        var needs = view.getAnnotation(Needs.class);
        return needs == null ? "NOTHING SAID" : needs.value();
    }
}
