package dev.lovage.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Dst;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

class SpecTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    private static List<String> flaws(Specs specs) {
        var refused = catchThrowableOfType(SpecException.class, specs::read);
        assertThat(refused).as("must be refused").isNotNull();
        return refused.flaws().stream()
                .map(flaw -> flaw.pointer() + ": " + flaw.message())
                .toList();
    }

    private static String flaw(Specs specs) {
        var flaws = flaws(specs);
        assertThat(flaws).hasSize(1);
        return flaws.getFirst();
    }

    private static List<String> fires(Spec spec, int count) {
        return new Fires(spec).next(NOW, count).stream().map(Instant::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 0 30 2 *          | never fires
                    0 0 31 4,6,9,11 *   | never fires
                    0 30 2 * * *        | `calendars`, which has `second` and `year`
                    0 0 30 2 * * 2026   | `calendars`, which has `second` and `year`
                    30 2 * *            | not 4
                    30 2 L * *          | name the days, such as `dayOfMonth` `28-31`
                    30 2 15W * *        | name the days
                    30 2 * * 5#3        | `15-21 * FRI` is the third Friday
                    30 2 ? * *          | write `*`
                    @every 10m          | `"every": [{"every": "PT10M"}]`
                    @fortnightly        | Known are @annually, @daily
                    TZ=UTC 30 2 * * *   | use `timezone`
                    60 2 * * *          | `minute` is from 0 to 59, not `60`
                    5-1 2 * * *         | `minute` goes backwards in `5-1`: write `5-59,0-1`
                    0 0 * * FRI-MON     | write `5-6,0-1`
                    */0 2 * * *         | write a whole number after `/`
                    1,,2 2 * * *        | nothing between two commas
                    0 0 * FOO *         | or JAN to DEC, not `FOO`
                    0 0 * * 8           | 0 and 7 are Sunday
                    1/2/3 0 * * *       | more than one `/`
                    1-2-3 0 * * *       | more than one `-`
                    """)
    void aCronStringThatCannotBeIsRefusedWithTheWayOut(String cron, String wayOut) {
        assertThat(flaw(Specs.in("UTC").cron(cron))).startsWith("/cron/0: ").contains(wayOut);
    }

    @Test
    void anEmptyCronStringIsRefused() {
        assertThat(flaw(Specs.in("UTC").cron(" "))).contains("write five fields");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    @daily              | 2026-05-02T00:00:00Z
                    @hourly             | 2026-05-01T01:00:00Z
                    @weekly             | 2026-05-03T00:00:00Z
                    @yearly             | 2027-01-01T00:00:00Z
                    0 12 * * 7          | 2026-05-03T12:00:00Z
                    0 12 * * fri-7      | 2026-05-01T12:00:00Z
                    0 12 * * sunday     | 2026-05-03T12:00:00Z
                    0 12 3 * 1-7        | 2026-05-03T12:00:00Z
                    0 12 * * 6-7/1      | 2026-05-02T12:00:00Z
                    0 12 * Jun *        | 2026-06-01T12:00:00Z
                    50/5 * * * *        | 2026-05-01T00:50:00Z
                    0 0 29 2 *          | 2028-02-29T00:00:00Z
                    0 0 13 * 5          | 2026-11-13T00:00:00Z
                    5 4 * * * # nightly | 2026-05-01T04:05:00Z
                    """)
    void aCronStringFiresNext(String cron, String next) {
        assertThat(fires(Specs.in("UTC").cron(cron).read(), 1)).containsExactly(next);
    }

    @Test
    void aScheduleNeedsAZone() {
        assertThat(flaw(Specs.in(null).cron("@daily")))
                .isEqualTo(
                        "/timezone: A schedule needs a time zone, such as `Europe/Berlin`, or `UTC`.");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berln, Did you mean `Europe/Berlin`",
        "europe/berlin, Did you mean `Europe/Berlin`",
        "Germany/Berlin, Did you mean one of `Europe/Berlin`",
        "+02:00, Etc/GMT-2",
        "UTC+2, Etc/GMT-2",
        "Middle-Earth, Names are like `Europe/Berlin`"
    })
    void anUnknownZoneIsRefusedAndThoseNearAreOffered(String zone, String offer) {
        assertThat(flaw(Specs.in(zone).cron("@daily"))).startsWith("/timezone: ").contains(offer);
    }

    @Test
    void nothingFiresMoreOftenThanEveryTenSeconds() {
        assertThat(flaw(Specs.in("UTC").every("PT9S", "PT0S"))).startsWith("/every/0/every: ");
        assertThat(flaw(Specs.in("UTC").calendar(Specs.fields("*/5 * * * * * *"))))
                .startsWith("/calendars/0: This fires every 5 s");
        assertThat(flaw(Specs.in("UTC").calendar(Specs.fields("3,58 * * * * * *"))))
                .contains("every 5 s");
        assertThat(flaw(Specs.in("UTC").calendar(Specs.fields("0,58 0,59 * * * * *"))))
                .contains("every 2 s");
        assertThat(Specs.in("UTC").calendar(Specs.fields("0,58 0,59 3 * * * *")).read().calendars())
                .hasSize(1);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceEachWithItsPlace() {
        var specs =
                Specs.in("Nowhere")
                        .cron("@daily", "x")
                        .every("PT1M", "PT1M")
                        .every("PT10.5S", "PT0S")
                        .calendar(Specs.fields("0 0 24 32 * * *"))
                        .exclude(Specs.fields("0 0 0 * 13 * *"))
                        .jitter("P31D")
                        .from("2026-05-02T00:00:00.5Z")
                        .to("2026-05-01T00:00:00Z");

        assertThat(flaws(specs).stream().map(flaw -> flaw.replaceFirst(": .*", "")))
                .containsExactly(
                        "/timezone",
                        "/startAt",
                        "/endAt",
                        "/cron/1",
                        "/calendars/0/hour",
                        "/calendars/0/dayOfMonth",
                        "/exclude/0/month",
                        "/every/0/offset",
                        "/every/1/every",
                        "/jitter");
    }

    @Test
    void listsHaveAtMostFiftyEntriesAndNoHoles() {
        var specs = Specs.in("UTC").cron(Collections.nCopies(51, "@daily").toArray(String[]::new));
        var hole =
                new Schedule.Spec(
                        Collections.singletonList(null), null, null, "UTC", null, null, null, null);

        assertThat(flaw(specs)).isEqualTo("/cron: At most 50 entries, not 51.");
        assertThat(catchThrowableOfType(SpecException.class, () -> Spec.read(hole, Dst.NATIVE)))
                .hasMessageContaining("/cron/0 Nothing stands here");
    }

    @Test
    void aSpecThatSaysNothingIsRefused() {
        assertThat(flaw(Specs.in("UTC").from("2026-05-02T00:00:00Z"))).contains("never fires");
    }

    @Test
    void aStartThatIsTheEndIsASingleTime() {
        var specs = Specs.in("UTC").from("2026-06-01T10:30:01Z").to("2026-06-01T10:30:01Z");

        assertThat(specs.read().isOneShot()).isTrue();
        assertThat(fires(specs.read(), 5)).containsExactly("2026-06-01T10:30:01Z");
        assertThat(flaw(specs.jitter("PT1S"))).startsWith("/jitter: ");
    }

    @Test
    void partsFireTogetherWithinTheWindowAndWhatIsExcludedDoesNot() {
        var spec =
                Specs.in("Europe/Berlin")
                        .cron("0 6 * * *", "0 6 * * MON-FRI")
                        .every("P1D", "PT5H")
                        .exclude(Specs.fields("* * * 3 * * *"))
                        .from("2026-05-01T04:00:00Z")
                        .to("2026-05-04T04:00:00Z")
                        .read();

        assertThat(fires(spec, 10))
                .containsExactly(
                        "2026-05-01T04:00:00Z",
                        "2026-05-01T05:00:00Z",
                        "2026-05-02T04:00:00Z",
                        "2026-05-02T05:00:00Z",
                        "2026-05-04T04:00:00Z");
    }

    @Test
    void aSearchThatFindsOnlyWhatIsExcludedGivesUp() {
        var spec = Specs.in("UTC").cron("* * * * *").exclude(Specs.fields("0 * * * * * *")).read();

        assertThat(fires(spec, 1)).isEmpty();
    }

    @Test
    void aLongTimeOfExcludedDaysIsPassedOver() {
        var spec =
                Specs.in("Europe/Berlin")
                        .calendar(Specs.fields("*/10 * * * * * *"))
                        .exclude(Specs.fields("* * * * 2-12 * *"))
                        .exclude(Specs.fields("* * * 1-30 1 * *"))
                        .exclude(Specs.fields("* * 0-22 31 1 * *"))
                        .read();

        var fires = fires(spec, 361);

        assertThat(fires).startsWith("2027-01-31T22:00:00Z", "2027-01-31T22:00:10Z");
        assertThat(fires).endsWith("2028-01-31T22:00:00Z");
    }

    @Test
    void thereIsNothingAfterTheYear2100() {
        var spec = Specs.in("UTC").every("P3650D", "PT0S").cron("0 0 1 1 *").read();

        assertThat(fires(spec, 200)).hasSizeLessThan(90).last().isEqualTo("2100-01-01T00:00:00Z");
    }

    @Test
    void whatOthersHaveOtherwiseIsNoted() {
        assertThat(Specs.in("UTC").cron("0 0 13 * 5").read().notes())
                .singleElement()
                .asString()
                .startsWith("Both the day of the month and the day of the week must match");
        var exclusion = new Schedule.Calendar(null, null, null, "25", "12", null, null, null);
        assertThat(Specs.in("UTC").cron("0 0 * * *").exclude(exclusion).read().notes())
                .singleElement()
                .asString()
                .contains("takes away midnight only");
        assertThat(Specs.in("UTC").cron("0 0 * * 5", "0 0 13 * *").read().notes()).isEmpty();
    }
}
