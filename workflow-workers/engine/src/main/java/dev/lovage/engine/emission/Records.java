package dev.lovage.engine.emission;

import dev.lovage.engine.emission.Transition.Began;
import dev.lovage.engine.emission.Transition.Ended;
import dev.lovage.engine.emission.Transition.Moved;
import dev.lovage.engine.emission.Transition.Turned;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Turns the transitions of one workflow task into records: the same transitions, the same bytes.
final class Records {
    /// What one record may hold, unless a single step is larger.
    static final int MAX_BYTES = 64 * 1024;

    private Records() {}

    static List<CloudEvent> of(Subject subject, List<Noted> task) {
        var records = new ArrayList<CloudEvent>();
        var changes = new ArrayList<Noted>();
        Noted began = null;
        Ended ended = null;
        for (var noted : task) {
            switch (noted.transition()) {
                case Began _ -> began = noted;
                case Moved _, Turned _ -> changes.add(noted);
                case Ended end -> ended = end;
            }
        }
        if (began != null) {
            started(subject, began, changes, records);
        } else if (!changes.isEmpty()) {
            changed(subject, changes, records);
        }
        if (ended != null) {
            records.add(EventCodec.encode(closed(subject, ended)));
        }
        return records;
    }

    /// The start takes along as many of the first steps as fit; a pause is told by itself.
    private static void started(
            Subject subject, Noted began, List<Noted> changes, List<CloudEvent> records) {
        int fits = (int) changes.stream().takeWhile(Records::isStep).count();
        var record = EventCodec.encode(start(subject, began, changes.subList(0, fits)));
        while (tooLarge(record) && fits > 0) {
            fits /= 2;
            record = EventCodec.encode(start(subject, began, changes.subList(0, fits)));
        }
        records.add(record);
        if (fits < changes.size()) {
            changed(subject, changes.subList(fits, changes.size()), records);
        }
    }

    private static boolean isStep(Noted noted) {
        return noted.transition() instanceof Moved;
    }

    /// Halves until it fits.
    private static void changed(Subject subject, List<Noted> changes, List<CloudEvent> records) {
        var last = changes.getLast();
        RunEvent event =
                new Changed(
                        subject,
                        last.seq(),
                        last.transition().at(),
                        last.standing().state(),
                        last.standing().reason(),
                        steps(changes));
        var record = EventCodec.encode(event);
        if (tooLarge(record) && changes.size() > 1) {
            int half = changes.size() / 2;
            changed(subject, changes.subList(0, half), records);
            changed(subject, changes.subList(half, changes.size()), records);
        } else {
            records.add(record);
        }
    }

    private static List<StepChange> steps(List<Noted> changes) {
        return changes.stream()
                .flatMap(noted ->
                        noted.transition() instanceof Moved(var step)
                                ? Stream.of(step)
                                : Stream.of())
                .toList();
    }

    private static boolean tooLarge(CloudEvent record) {
        return record.data().length() > MAX_BYTES || record.bytes().length > MAX_BYTES;
    }

    private static RunEvent start(Subject subject, Noted began, List<Noted> changes) {
        var last = changes.isEmpty() ? began : changes.getLast();
        var queue = began.transition() instanceof Began start ? start.queue() : "";
        return new Started(
                subject,
                last.seq(),
                began.transition().at(),
                last.standing().state(),
                queue,
                steps(changes));
    }

    private static RunEvent closed(Subject subject, Ended ended) {
        var end = ended.end();
        return new Closed(
                subject,
                ended.seq(),
                ended.at(),
                end.status(),
                end.result(),
                end.error(),
                end.counts(),
                end.failed());
    }
}
