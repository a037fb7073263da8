package dev.lovage.engine.emission;

import dev.lovage.engine.emission.Transition.Began;
import dev.lovage.engine.emission.Transition.Ended;
import dev.lovage.engine.emission.Transition.Moved;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;

import java.util.ArrayList;
import java.util.List;

/// Turns the transitions of one workflow task into records: the same transitions, the same bytes.
final class Records {
    /// What one record may hold, unless a single step is larger.
    static final int MAX_BYTES = 64 * 1024;

    private Records() {}

    static List<CloudEvent> of(Subject subject, List<Noted> task) {
        var records = new ArrayList<CloudEvent>();
        var steps = new ArrayList<StepChange>();
        Began began = null;
        Ended ended = null;
        for (var noted : task) {
            switch (noted.transition()) {
                case Began start -> began = start;
                case Moved(var step) -> steps.add(step);
                case Ended end -> ended = end;
            }
        }
        if (began != null) {
            started(subject, began, steps, records);
        } else if (!steps.isEmpty()) {
            changed(subject, steps, records);
        }
        if (ended != null) {
            records.add(EventCodec.encode(closed(subject, ended)));
        }
        return records;
    }

    /// The start takes along as many of the first steps as fit.
    private static void started(
            Subject subject, Began began, List<StepChange> steps, List<CloudEvent> records) {
        int fits = steps.size();
        var record = EventCodec.encode(start(subject, began, steps));
        while (tooLarge(record) && fits > 0) {
            fits /= 2;
            record = EventCodec.encode(start(subject, began, steps.subList(0, fits)));
        }
        records.add(record);
        if (fits < steps.size()) {
            changed(subject, steps.subList(fits, steps.size()), records);
        }
    }

    /// Halves until it fits.
    private static void changed(Subject subject, List<StepChange> steps, List<CloudEvent> records) {
        var last = steps.getLast();
        RunEvent event = new Changed(subject, last.seq(), last.at(), RunState.RUNNING, steps);
        var record = EventCodec.encode(event);
        if (tooLarge(record) && steps.size() > 1) {
            int half = steps.size() / 2;
            changed(subject, steps.subList(0, half), records);
            changed(subject, steps.subList(half, steps.size()), records);
        } else {
            records.add(record);
        }
    }

    private static boolean tooLarge(CloudEvent record) {
        return record.data().length() > MAX_BYTES || record.bytes().length > MAX_BYTES;
    }

    private static RunEvent start(Subject subject, Began began, List<StepChange> steps) {
        long seq = steps.isEmpty() ? began.seq() : steps.getLast().seq();
        return new Started(subject, seq, began.at(), RunState.RUNNING, began.queue(), steps);
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
