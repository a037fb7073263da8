package dev.lovage.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Mark;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/// Around the nights in which the clocks change.
class DaylightTest {
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    private static List<String> fires(Spec spec, String from, String to) {
        var end = Instant.parse(to);
        return Preview.of(spec, Instant.parse(from), 100).fires().stream()
                .filter(fire -> !fire.at().isAfter(end))
                .map(fire -> fire.local() + fire.offset() + sign(fire.mark()))
                .toList();
    }

    private static String sign(Mark mark) {
        return switch (mark) {
            case PLAIN -> "";
            case SHIFTED, FIRST, SECOND -> " " + mark;
        };
    }

    private static List<String> says(Spec spec) {
        return Preview.of(spec, NOW, 10).jumps().stream().map(Schedule.Jump::says).toList();
    }

    @Test
    void inNewYorkAMissingTimeIsLeftOutAndADoubledOneRunsTwice() {
        var spec = Specs.in("America/New_York").cron("30 1,2 * * *").read();

        assertThat(fires(spec, "2026-03-07T12:00:00Z", "2026-03-09T12:00:00Z"))
                .containsExactly(
                        "2026-03-08T01:30:00-05:00",
                        "2026-03-09T01:30:00-04:00",
                        "2026-03-09T02:30:00-04:00");
        assertThat(fires(spec, "2026-10-31T12:00:00Z", "2026-11-01T12:00:00Z"))
                .containsExactly(
                        "2026-11-01T01:30:00-04:00 FIRST",
                        "2026-11-01T01:30:00-05:00 SECOND",
                        "2026-11-01T02:30:00-05:00");
        assertThat(says(spec))
                .containsExactly(
                        "02:30 on 2026-03-08 does not exist: it is left out. With `dst: once` it runs at 03:30.",
                        "01:30 on 2026-11-01 is there twice: it runs twice. With `dst: once` it runs the first time only.");
    }

    @Test
    void onceInNewYorkAMissingTimeRunsLaterAndADoubledOneTheFirstTime() {
        var spec = Specs.in("America/New_York").cron("30 1,2 * * *").once();

        assertThat(fires(spec, "2026-03-07T12:00:00Z", "2026-03-09T12:00:00Z"))
                .containsExactly(
                        "2026-03-08T01:30:00-05:00",
                        "2026-03-08T03:30:00-04:00 SHIFTED",
                        "2026-03-09T01:30:00-04:00",
                        "2026-03-09T02:30:00-04:00");
        assertThat(fires(spec, "2026-10-31T12:00:00Z", "2026-11-01T12:00:00Z"))
                .containsExactly("2026-11-01T01:30:00-04:00 FIRST", "2026-11-01T02:30:00-05:00");
        var once = Once.of(spec, NOW);
        assertThat(once.added()).containsExactly(LocalDateTime.parse("2026-03-08T03:30:00"));
        assertThat(once.skipped()).containsExactly(Instant.parse("2026-11-01T06:30:00Z"));
        assertThat(once.skips(Instant.parse("2026-11-01T06:30:00Z"))).isTrue();
        assertThat(once.skips(Instant.parse("2026-11-01T05:30:00Z"))).isFalse();
        assertThat(says(spec))
                .containsExactly(
                        "02:30 on 2026-03-08 does not exist: it runs at 03:30.",
                        "01:30 on 2026-11-01 is there twice: it runs the first time only.");
    }

    @Test
    void inBerlinADoubledTimeRunsTheSecondTimeOnly() {
        var spec = Specs.in("Europe/Berlin").cron("30 2 * * *").read();

        assertThat(fires(spec, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"))
                .containsExactly("2026-10-25T02:30:00+01:00 SECOND");
        assertThat(says(spec))
                .contains("02:30 on 2026-10-25 is there twice: it runs once, the second time.");
        assertThat(Once.of(spec, NOW).skipped()).isEmpty();
    }

    @Test
    void inBerlinTheHourBeforeTheDoubledOneFiresOnceMore() {
        var spec = Specs.in("Europe/Berlin").cron("30 1 * * *").read();

        assertThat(fires(spec, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"))
                .containsExactly("2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+02:00");
        assertThat(says(spec))
                .containsExactly(
                        "02:30 on 2026-10-25 is not of this schedule, but Temporal fires when the clocks are changed: it runs. With `dst: once` it is skipped.");
        assertThat(
                        fires(
                                Specs.in("Europe/Berlin").cron("30 1 * * *").once(),
                                "2026-10-24T12:00:00Z",
                                "2026-10-25T12:00:00Z"))
                .containsExactly("2026-10-25T01:30:00+02:00");
    }

    @Test
    void everyHourInBerlinRunsEachLocalTimeOnce() {
        var spec = Specs.in("Europe/Berlin").cron("0 * * * *").once();

        assertThat(fires(spec, "2026-10-24T22:00:00Z", "2026-10-25T03:00:00Z"))
                .containsExactly(
                        "2026-10-25T01:00:00+02:00",
                        "2026-10-25T02:00:00+02:00 FIRST",
                        "2026-10-25T03:00:00+01:00",
                        "2026-10-25T04:00:00+01:00");
        assertThat(Once.of(spec, NOW)).isEqualTo(new Once(List.of(), List.of()));
    }

    @Test
    void whereClocksJumpByHalfAnHourAMissingTimeOfTheSameHourRunsLater() {
        var spec = Specs.in("Australia/Lord_Howe").cron("15 2 * * *").read();

        assertThat(fires(spec, "2026-10-03T12:00:00Z", "2026-10-04T12:00:00Z"))
                .containsExactly("2026-10-04T02:45:00+11:00 SHIFTED");
        assertThat(says(spec)).contains("02:15 on 2026-10-04 does not exist: it runs at 02:45.");
        assertThat(Once.of(spec, NOW).added()).isEmpty();
    }

    @Test
    void aDayThatBeginsWithAGapIsTakenForTheDayBefore() {
        var sundays = Specs.in("America/Santiago").cron("0 12 * * 0");
        var saturdays = Specs.in("America/Santiago").cron("0 12 * * 6");
        var from = "2026-09-05T00:00:00Z";
        var to = "2026-09-07T00:00:00Z";

        assertThat(fires(sundays.read(), from, to)).isEmpty();
        assertThat(fires(sundays.once(), from, to)).containsExactly("2026-09-06T12:00:00-03:00");
        assertThat(fires(saturdays.read(), from, to))
                .containsExactly("2026-09-05T12:00:00-04:00", "2026-09-06T12:00:00-03:00");
        assertThat(fires(saturdays.once(), from, to)).containsExactly("2026-09-05T12:00:00-04:00");
        assertThat(says(sundays.read()))
                .containsExactly(
                        "12:00 on 2026-09-06 comes after a gap at midnight, which Temporal takes for the day before: it is left out. With `dst: once` it runs.");
    }

    @Test
    void anIntervalIsNeverSkipped() {
        var spec = Specs.in("America/New_York").cron("30 1 * * *").every("PT30M", "PT0S").once();

        assertThat(Once.of(spec, NOW).skipped()).isEmpty();
        assertThat(says(spec))
                .containsExactly(
                        "01:30 on 2026-11-01 is there twice: it runs twice, as `every` asks for.");
    }

    @Test
    void whatIsExcludedOrOutsideTheWindowIsNotAdded() {
        var march = Specs.fields("* * * 8 3 * *");
        var shifted = Specs.fields("* * 3 8 3 * *");

        assertThat(Once.of(nightly().exclude(march).once(), NOW).added()).isEmpty();
        assertThat(Once.of(nightly().exclude(shifted).once(), NOW).added()).isEmpty();
        assertThat(Once.of(nightly().from("2026-04-01T00:00:00Z").once(), NOW).added()).isEmpty();
        assertThat(Once.of(nightly().to("2026-03-01T00:00:00Z").once(), NOW).added()).isEmpty();
        assertThat(Once.of(nightly().once(), NOW).added()).hasSize(1);
        assertThat(Once.of(nightly().once(), NOW).calendars())
                .singleElement()
                .satisfies(one -> assertThat(Range.write(one.hour())).isEqualTo("3"));
    }

    private static Specs nightly() {
        return Specs.in("America/New_York").cron("30 2 * * *");
    }

    @ParameterizedTest
    @CsvSource({"UTC", "Asia/Kolkata", "Pacific/Apia"})
    void whereClocksAreLeftAloneNothingIsSaid(String zone) {
        var spec = Specs.in(zone).cron("*/10 * * * *").once();

        assertThat(Once.of(spec, NOW)).isEqualTo(new Once(List.of(), List.of()));
        assertThat(says(spec)).isEmpty();
    }

    @Test
    void aPreviewCorrectsEvenWhatIsFurtherAwayThanWhatIsAdded() {
        var spec = Specs.in("America/New_York").cron("30 2 8-14 3 0").once();

        assertThat(fires(spec, "2026-02-01T00:00:00Z", "2029-01-01T00:00:00Z"))
                .containsExactly(
                        "2026-03-08T03:30:00-04:00 SHIFTED",
                        "2027-03-14T03:30:00-04:00 SHIFTED",
                        "2028-03-12T03:30:00-04:00 SHIFTED");
    }

    @Test
    void aPreviewSaysWhatToKnow() {
        var close = Specs.in("UTC").cron("* * * * *").every("PT1M", "PT5S").jitter("PT2S").read();
        var preview = Preview.of(close, NOW, 3);
        var last = Specs.in("UTC").cron("0 0 * * *").to("2026-02-02T12:00:00Z").read();

        assertThat(preview.fires()).hasSize(3);
        assertThat(preview.minGap()).hasSeconds(5);
        assertThat(preview.notes())
                .containsExactly(
                        "Two parts of this fire within 5 s of each other.",
                        "With jitter a time is up to PT2S later, but never later than the next one.");
        assertThat(Preview.of(last, NOW, 3).notes())
                .containsExactly("Only one more time was found.");
        assertThat(Preview.of(last, NOW.plusSeconds(500_000), 3).notes())
                .singleElement()
                .asString()
                .startsWith("No more times were found");
    }

    @Test
    void keepsTheGapsThatWereForBackfillsAndPutsWhatIsToComeFirst() {
        var summer = Instant.parse("2026-08-01T00:00:00Z");
        var inGap = nightly().once();
        var often = Specs.in("America/New_York").cron("* 2 * * *").once();

        assertThat(Once.around(inGap, summer).added())
                .containsExactly(
                        LocalDateTime.parse("2026-03-08T03:30:00"),
                        LocalDateTime.parse("2027-03-14T03:30:00"));
        assertThat(Once.around(inGap, summer).skipped())
                .isEqualTo(Once.of(inGap, summer).skipped());
        assertThat(Once.around(often, summer).added())
                .hasSize(120)
                .containsAll(Once.of(often, summer).added());
    }
}
