package dev.lovage.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lovage.canvas.Json;
import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Every;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

class CeleryTest {
    private static Celery read(String json) {
        var entry = new HashMap<String, Object>();
        ((Map<?, ?>) Json.read(json)).forEach((key, value) -> entry.put((String) key, value));
        entry.putIfAbsent("timezone", "Europe/Paris");
        return Celery.read(entry);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"crontab": {}}                                     | * * * * *
                    {"crontab": {"minute": 30, "hour": "*/6"}}          | 30 0,6,12,18 * * *
                    {"crontab": {"minute": [5, 42], "hour": [17, 12]}}  | 5,42 12,17 * * *
                    {"crontab": {"minute": 0, "day_of_week": "fri-mon"}}| 0 * * * 0-1,5-6
                    {"crontab": {"minute": 0, "hour": "22-2/2"}}        | 0 0,2,22 * * *
                    {"crontab": {"month_of_year": "November-feb"}}      | * * * 1-2,11-12 *
                    {"crontab": ["0", 12, "sun", "8-14", "mar"]}        | 0 12 8-14 3 0
                    {"crontab": [0, 12]}                                | 0 12 * * *
                    {"crontab": "0 12 8-14 mar sun"}                    | 0 12 8-14 3 0
                    """)
    void aCrontabIsReadInEachOfItsForms(String json, String cron) {
        var read = read(json);

        assertThat(read.wire().cron()).containsExactly(cron);
        assertThat(read.wire().timezone()).isEqualTo("Europe/Paris");
        assertThat(read.spec().dst()).isEqualTo(Schedule.Dst.ONCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"crontab": {"minute": "10/5"}}        | /crontab/minute | write `10-59/5`
                    {"crontab": {"day_of_week": 7}}        | /crontab/day_of_week | Sunday is 0
                    {"crontab": {"day_of_week": "mon,"}}   | /crontab/day_of_week | has an empty part
                    {"crontab": {"hour": 24}}              | /crontab/hour | from 0 to 23, not 24
                    {"crontab": {"hour": 1.5}}             | /crontab/hour | whole numbers
                    {"crontab": {"hour": []}}              | /crontab/hour | write `*` for all
                    {"crontab": {"hour": ["1"]}}           | /crontab/hour | numbers only in a list
                    {"crontab": {"hour": "-1"}}            | /crontab/hour | does not know `-1`
                    {"crontab": {"hour": "L"}}             | /crontab/hour | does not know `L`
                    {"crontab": {"day_of_month": "*/0"}}   | /crontab/day_of_month | a step of zero
                    {"crontab": {"minutes": 5}}            | /crontab | Did you mean `minute`
                    {"crontab": "0 12 * *"}                | /crontab | five fields
                    {"crontab": "0 12  * * *"}             | /crontab | one space
                    {"crontab": [1, 2, 3, 4, 5, 6]}        | /crontab | Five fields at most
                    {"crontab": 5}                         | /crontab | Must be an object
                    {"crontab": {"day_of_month": 31, "month_of_year": "feb"}} | /crontab | never fires
                    {"crontab": {}, "timezone": "Paris"}   | /timezone | Europe/Paris
                    {"crontab": {}, "timezone": 1}         | /timezone | needs a time zone
                    {"crontab": {}, "every": 30}           | '' | and not both
                    {}                                     | '' | `crontab` or `every`
                    {"solar": "sunrise"}                   | /solar | give times of the clock
                    {"evry": 30}                           | /evry | Did you mean `every`
                    {"every": 5}                           | /every | Must be 10 s or more
                    {"every": 10.5}                        | /every | whole seconds
                    {"every": -60}                         | /every | Must be 10 s or more
                    {"every": {"days": 5000}}              | /every | 3650 days or less
                    {"every": {"days": 1e30}}              | /every | 3650 days or less
                    {"every": {"minute": 5}}               | /every | Did you mean `minutes`
                    {"every": {"minutes": "5"}}            | /every | must be a number
                    {"every": {}}                          | /every | Must be a number of seconds
                    {"every": "30s"}                       | /every | Must be a number of seconds
                    {"every": 30, "relative": "yes"}       | /relative | true or false
                    {"every": {"run_every": 30, "relative": 1}} | /every | true or false
                    {"every": {"run_every": 30, "relativ": true}} | /every | Did you mean `relative`
                    """)
    void whatCeleryOrWeDoNotTakeIsRefusedWithTheWayOut(String json, String at, String wayOut) {
        var refused = catchThrowableOfType(SpecException.class, () -> read(json));

        assertThat(refused).as("must be refused").isNotNull();
        assertThat(refused.flaws().getFirst().pointer()).isEqualTo(at);
        assertThat(refused.flaws().getFirst().message()).contains(wayOut);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"every": 90}                                        | PT1M30S
                    {"every": {"hours": 1, "minutes": 30.5}}             | PT1H30M30S
                    {"every": {"run_every": {"weeks": 1, "days": 2}}}    | P9D
                    {"every": {"milliseconds": 20000, "microseconds": 0}}| PT20S
                    {"every": 15, "relative": true}                      | PT15S
                    """)
    void anIntervalIsCountedFromTheEpochAndThatIsNoted(String json, String every) {
        var read = read(json);

        assertThat(read.wire().every())
                .containsExactly(new Every(Duration.parse(every), Duration.ZERO));
        assertThat(read.spec().notes())
                .singleElement()
                .asString()
                .contains("from when beat starts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"every": 120, "relative": true}                     | 0 */2 *
                    {"every": 150, "relative": true}                     | 30 */2 *
                    {"every": {"run_every": 7200, "relative": true}}     | 0 0 */2
                    {"every": {"minutes": 90}, "relative": true}         | 0 30 */1
                    {"every": {"days": 1}, "relative": true}             | 0 0 0
                    {"every": {"hours": 25}, "relative": true}           | 0 0 1
                    """)
    void aRelativeIntervalIsCountedFromTheBeginningOfItsDayHourOrMinute(String json, String times) {
        var calendar = read(json).wire().calendars().getFirst();

        assertThat(calendar.second() + " " + calendar.minute() + " " + calendar.hour())
                .isEqualTo(times);
    }

    @Test
    void aRelativeIntervalThatIsNotTheSameEveryDayIsCountedFromTheEpoch() {
        var seven = new Every(Duration.ofHours(7), Duration.ofMinutes(30));
        var two = new Every(Duration.ofDays(2), Duration.ZERO);
        var eleven = new Every(Duration.ofMinutes(11), Duration.ZERO);

        assertThat(read("{\"every\": 27000, \"relative\": true}").wire().every())
                .containsExactly(seven);
        assertThat(read("{\"every\": {\"days\": 2}, \"relative\": true}").wire().every())
                .containsExactly(two);
        assertThat(read("{\"every\": 660, \"relative\": true}").wire().every())
                .containsExactly(eleven);
    }
}
