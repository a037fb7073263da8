package dev.lovage.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.client.Schedule;
import dev.lovage.server.calendar.Conformance.Case;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What Celery answered, we answer, too; only a date that never comes is refused when the schedule
/// is saved, not when the time should have come.
class CeleryConformanceTest {
    private static final String NEVER = "never fires";

    private static Stream<DynamicTest> tests(String kind, int count, Consumer<Case> test) {
        return Conformance.cases(kind, count).stream()
                .map(one -> DynamicTest.dynamicTest(one.toString(), () -> test.accept(one)));
    }

    @TestFactory
    Stream<DynamicTest> aCrontabFiresWhenCeleryRunsIt() {
        return tests("crontab_cases", 27, CeleryConformanceTest::fires);
    }

    @TestFactory
    Stream<DynamicTest> aFieldOfACrontabIsReadAsCeleryReadsIt() {
        return tests("crontab_parse_cases", 24, CeleryConformanceTest::reads);
    }

    @TestFactory
    Stream<DynamicTest> anEntryIsDueWhenCelerySaysSo() {
        return tests("is_due_cases", 8, CeleryConformanceTest::due);
    }

    private static Map<String, Object> crontab(Case one) {
        return Map.of("crontab", one.get("crontab"), "timezone", one.text("timezone"));
    }

    private static void fires(Case one) {
        if (one.expected().containsKey("error")) {
            assertThatThrownBy(() -> Celery.read(crontab(one))).hasMessageContaining(NEVER);
            return;
        }
        var expected =
                ((List<?>) one.expected().get("next_runs"))
                        .stream()
                                .map(at -> OffsetDateTime.parse(String.valueOf(at)).toInstant())
                                .toList();
        var after = OffsetDateTime.parse(one.text("after")).toInstant();

        var next = next(Celery.read(crontab(one)).spec(), after, expected.size());

        assertThat(next).isEqualTo(expected);
        assertThat(seconds(Duration.between(after, next.getFirst())))
                .isEqualTo(one.expected().get("remaining_estimate_s"));
    }

    private static void reads(Case one) {
        var field =
                Arrays.stream(CrontabField.values())
                        .filter(each -> each.word.equals(one.text("field")))
                        .findFirst()
                        .orElseThrow();
        if (one.expected().containsKey("error")) {
            assertThatThrownBy(() -> field.read(one.get("spec")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("`" + field.word + "` ");
        } else {
            assertThat(field.read(one.get("spec")).stream().mapToObj(Long::valueOf))
                    .isEqualTo(one.expected().get("set"));
        }
    }

    private static void due(Case one) {
        var interval = one.get("interval_s") != null;
        var zone = interval ? "UTC" : one.text("timezone");
        var entry = new LinkedHashMap<String, Object>();
        entry.put("timezone", zone);
        if (interval) {
            entry.put("every", one.get("interval_s"));
            entry.put("relative", one.get("relative"));
        } else {
            entry.put("crontab", one.get("crontab"));
        }
        var spec = Celery.read(entry).spec();
        var now = instant(one.text("now"), zone);
        var next = next(spec, instant(one.text("last_run_at"), zone), 1).getFirst();

        var due = !next.isAfter(now);
        var following = due ? next(spec, now, 1).getFirst() : next;

        assertThat(due).isEqualTo(one.expected().get("is_due"));
        assertThat(seconds(Duration.between(now, following)))
                .isEqualTo(one.expected().get("next_s"));
    }

    private static Instant instant(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
    }

    private static List<Instant> next(Spec spec, Instant after, int count) {
        return Preview.of(spec, after, count).fires().stream().map(Schedule.Fire::at).toList();
    }

    private static double seconds(Duration duration) {
        return new BigDecimal(duration.toNanos())
                .divide(BigDecimal.valueOf(1_000_000_000), MathContext.DECIMAL64)
                .doubleValue();
    }
}
