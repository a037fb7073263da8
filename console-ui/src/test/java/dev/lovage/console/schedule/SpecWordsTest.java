package dev.lovage.console.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Schedule;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

class SpecWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *|Every day at 02:30",
                "0 9 * * MON-FRI|Monday to Friday at 09:00",
                "0 9 * * 1,3|On 1,3 at 09:00",
                "*/5 * * * *|Every 5m",
                "* * * * *|Every 1m",
                "7 * * * *|Every hour at :07",
                "0 4 1 * *|On day 1 of every month at 04:00",
                "0 4 1 1 *|Cron 0 4 1 1 *",
                "0 4 1 * 1|Cron 0 4 1 * 1",
                "*/5 9 * * *|Cron */5 9 * * *",
                "what is this|what is this"
            })
    void saysACronInWordsWhereThereAreShortOnes(String cron, String words) {
        assertThat(SpecWords.of(Schedule.Spec.cron(cron, "UTC"))).containsExactly(words);
    }

    @ParameterizedTest
    @CsvSource({"PT10S,Every 10s", "PT90M,Every 1h30m", "P7D,Every 7d"})
    void saysAPeriodShortly(Duration every, String words) {
        assertThat(SpecWords.of(Schedule.Spec.every(every, "UTC"))).containsExactly(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|9|24|12|2027||Once, on 24 December 2027 at 09:00",
                "15|4|1||||On day 1 of every month at 04:15",
                "0|9||||MON-FRI|Monday to Friday at 09:00",
                "0|9|31|2|2027||When year=2027 month=2 day=31 hour=9 minute=0"
            })
    void saysACalendarInWords(
            String minute,
            String hour,
            String day,
            String month,
            String year,
            String weekday,
            String words) {
        var calendar = new Schedule.Calendar(null, minute, hour, day, month, year, weekday, null);
        var spec = new Schedule.Spec(null, null, List.of(calendar), "UTC", null, null, null, null);
        assertThat(SpecWords.of(spec)).containsExactly(words);
    }

    @ParameterizedTest
    @CsvSource({"30s,PT30S", "1h30m,PT1H30M", "7d,P7D", "PT5M,PT5M", "2 h,PT2H"})
    void readsLengthsOfTime(String text, Duration span) {
        assertThat(Spans.read(text)).contains(span);
    }

    @ParameterizedTest
    @CsvSource({"''", "5", "m", "10x", "1m1h"})
    void refusesWhatIsNoLengthOfTime(String text) {
        assertThat(Spans.read(text)).isEmpty();
    }
}
