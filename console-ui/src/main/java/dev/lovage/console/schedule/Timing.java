package dev.lovage.console.schedule;

import com.vaadin.flow.component.Component;

import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// One of the ways to say when.
interface Timing {
    /// What the address and the button call it.
    String word();

    Component component();

    Times read() throws UnreadyException;

    /// Shows the times of a schedule; false when they are not of this kind.
    boolean show(Schedule schedule);

    /// Says what is wrong with the times; an empty sentence: nothing.
    void refuse(String sentence);

    /// The part of a spec that says when.
    record Times(
            @Nullable List<String> cron,
            @Nullable List<Schedule.Every> every,
            @Nullable List<Schedule.Calendar> calendars,
            @Nullable Map<String, @Nullable Object> celery) {
        static Times cron(List<String> cron) {
            return new Times(cron, null, null, null);
        }

        static Times every(Schedule.Every every) {
            return new Times(null, List.of(every), null, null);
        }

        static Times calendar(Schedule.Calendar calendar) {
            return new Times(null, null, List.of(calendar), null);
        }

        @SuppressWarnings("NullAway") // class files lose the @Nullable inside of maps
        static Times celery(Map<String, @Nullable Object> celery) {
            return new Times(null, null, null, celery);
        }
    }
}
