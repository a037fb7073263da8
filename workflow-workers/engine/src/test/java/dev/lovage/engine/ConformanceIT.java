package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lovage.engine.CeleryCase.Expectation;
import dev.lovage.local.Stack;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every canvas that Celery was watched running does the same here, or what [CeleryAnswers] states.
///
/// All runs are started first, and then looked at one after the other. What came of each is in
/// `target/conformance.json`. Open are those whose tasks answer with a canvas, until the engine
/// runs that in their place.
@Timeout(120)
class ConformanceIT {
    private static final CeleryTasks TASKS = new CeleryTasks();
    private static final Path REPORT = Path.of("target/conformance.json");
    private static final List<Map<String, Object>> SEEN = new ArrayList<>();
    private static CeleryRuns runs;

    @BeforeAll
    static void begin() {
        runs = new CeleryRuns(Stack.shared(), TASKS, CeleryRuns.OPTIONS);
    }

    @AfterAll
    static void end() throws IOException {
        runs.close();
        var passed = SEEN.stream().filter(each -> each.get("passed").equals(true)).count();
        var report = new LinkedHashMap<String, Object>();
        report.put("passed", passed);
        report.put("failed", SEEN.size() - passed);
        report.put("cases", SEEN);
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValue(REPORT.toFile(), report);
    }

    @TestFactory
    Stream<DynamicTest> everyCaseDoesWhatCelerySaw() throws IOException {
        return CeleryCase.all().stream().map(Running::of).toList().stream()
                .map(each -> dynamicTest(each.of().id() + " " + each.of().about(), each::check));
    }

    /// A case, and its run, which is under way.
    private record Running(CeleryCase of, CeleryRuns.Begun begun) {
        static Running of(CeleryCase each) {
            return new Running(each, runs.begin(each));
        }

        void check() {
            var answer = Optional.ofNullable(CeleryAnswers.BY_CASE.get(of.id()));
            var wanted = answer.map(CeleryAnswers.Answer::instead).orElseGet(of::expected);
            var row = new LinkedHashMap<String, Object>();
            row.put("id", of.id());
            row.put("passed", false);
            answer.ifPresent(a -> row.put("difference", a.difference().sentence()));
            SEEN.add(row);
            var end = begun.end();
            compare(wanted, end);
            row.put("passed", true);
        }

        private void compare(Expectation wanted, CeleryRuns.End end) {
            assertThat(end.state()).as("%s gives %s", of.python(), end).isEqualTo(wanted.state());
            assertThat(end.result()).as(of.python()).isEqualTo(wanted.result());
            if (wanted.type() != null) {
                assertThat(end.type()).as(of.python()).isEqualTo(wanted.type());
            }
            if (wanted.message() != null) {
                assertThat(end.message()).as(of.python()).isEqualTo(wanted.message());
            }
            assertThat(end.logs().keySet()).isEqualTo(wanted.logs().keySet());
            wanted.logs()
                    .forEach((log, lines) -> {
                        var noted = assertThat(end.logs().get(log)).as(of.python() + " in " + log);
                        if (wanted.anyOrder()) {
                            noted.containsExactlyInAnyOrderElementsOf(lines);
                        } else {
                            noted.containsExactlyElementsOf(lines);
                        }
                    });
        }
    }
}
