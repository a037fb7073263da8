package dev.lovage.engine;

import com.google.protobuf.ByteString;

import dev.lovage.canvas.RunInput;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Workflow;

import org.jspecify.annotations.Nullable;

import java.time.OffsetDateTime;

/// The time that a scheduled run is meant for, which Temporal writes on it.
final class Due {
    static final SearchAttributeKey<OffsetDateTime> TIME =
            SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime");

    /// The result of a run that had nothing to do; the api knows it by its encoding.
    static final RawValue SKIPPED =
            new RawValue(
                    Payload.newBuilder()
                            .putMetadata("encoding", ByteString.copyFromUtf8("json/lovage-skipped"))
                            .setData(ByteString.copyFromUtf8("null"))
                            .build());

    private Due() {}

    /// As expressions see it; `null` in a run that no schedule started.
    static @Nullable String text() {
        var time = Workflow.getTypedSearchAttributes().get(TIME);
        return time == null ? null : time.toInstant().toString();
    }

    /// Whether the schedule had the run's local time before: the clocks were set back.
    static boolean isSkipped(RunInput input) {
        var skip = input.frozen().origin().skip();
        var time = skip.isEmpty() ? null : Workflow.getTypedSearchAttributes().get(TIME);
        return time != null && skip.contains(time.toEpochSecond());
    }
}
