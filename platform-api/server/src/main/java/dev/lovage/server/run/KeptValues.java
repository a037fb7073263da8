package dev.lovage.server.run;

import com.fasterxml.jackson.databind.util.RawValue;

import dev.lovage.canvas.BlobReference;
import dev.lovage.canvas.Json;
import dev.lovage.client.Run;
import dev.lovage.events.Payload;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.blob.BlobKey;
import dev.lovage.server.blob.BlobStore;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values that are kept beside the rows: those that tasks made by reference are described, or put
/// in the places of their references as the text that they are; those that events left out are put
/// where they stood.
@Singleton
final class KeptValues {
    /// What one answer may hold.
    private static final long MOST = 64L * 1024 * 1024;

    private final BlobStore store;

    KeptValues(BlobStore store) {
        this.store = store;
    }

    /// The result with all that it refers to; throws `GONE` when some of it is.
    Run.Result whole(String tenant, Run.Result result) {
        return BlobReference.within(result.result())
                ? new Run.Result(
                        result.id(),
                        result.state(),
                        new Filling(tenant).fill(result.result()),
                        result.error())
                : result;
    }

    /// The result, or where it is when it is kept by reference.
    static Run.Result brief(Run.Result result) {
        return BlobReference.of(result.result())
                .map(reference ->
                        new Run.Result(
                                result.id(), result.state(), null, result.error(), of(reference)))
                .orElse(result);
    }

    /// What is known of it.
    static Run.Large of(BlobReference reference) {
        return new Run.Large(
                reference.run(),
                reference.sha256(),
                reference.size(),
                reference.type(),
                reference.count());
    }

    /// The row with its input and result where they were left out of it, and are kept beside.
    RunRow whole(RunRow row) {
        var about = row.about();
        var progress = row.progress();
        if (!isLeftOut(about.input()) && !isLeftOut(progress.result())) {
            return row;
        }
        var places = places(about.key());
        return new RunRow(
                about.with(inPlace(about.key(), about.input(), places.get(BlobStore.INPUT))),
                progress.with(
                        inPlace(about.key(), progress.result(), places.get(BlobStore.RESULT))),
                row.overlay());
    }

    /// The steps with references where their values were left out, and are kept beside.
    List<StepRow> referred(RunKey run, List<StepRow> steps) {
        if (steps.stream().noneMatch(step -> isLeftOut(step.value()))) {
            return steps;
        }
        var places = places(run);
        return steps.stream()
                .map(step -> {
                    var kept = isLeftOut(step.value()) ? places.get(step.path()) : null;
                    return kept == null ? step : step.with(Payloads.of(kept));
                })
                .toList();
    }

    /// What is kept beside the rows of a run, by its place.
    Map<String, BlobReference> places(RunKey run) {
        return store.places(run.tenant(), run.run(), run.accepted());
    }

    /// A value that is kept beside the rows of a run, as it was.
    @Nullable Object read(RunKey run, BlobReference kept) {
        var text = value(BlobKey.of(run.tenant(), kept));
        return Json.read(new String(text, StandardCharsets.UTF_8));
    }

    private Payload inPlace(RunKey run, Payload payload, @Nullable BlobReference kept) {
        return kept != null && isLeftOut(payload) ? new Payload.Inline(read(run, kept)) : payload;
    }

    private static boolean isLeftOut(Payload payload) {
        return payload instanceof Payload.Omitted omitted && omitted.tooLarge();
    }

    byte[] value(BlobKey key) {
        return store.get(key)
                .orElseThrow(() ->
                        ApiException.of(
                                Code.GONE,
                                "The value `" + key.sha256() + "` is not kept any more."));
    }

    /// One answer, until it is full.
    private final class Filling {
        private final String tenant;
        private long bytes;

        Filling(String tenant) {
            this.tenant = tenant;
        }

        @Nullable Object fill(@Nullable Object value) {
            var reference = BlobReference.of(value);
            if (reference.isPresent()) {
                return text(reference.get());
            }
            return switch (value) {
                case List<?> list -> {
                    var filled = new ArrayList<@Nullable Object>(list.size());
                    list.forEach(item -> filled.add(fill(item)));
                    yield filled;
                }
                case Map<?, ?> map -> {
                    var filled = new LinkedHashMap<Object, @Nullable Object>();
                    map.forEach((name, field) -> filled.put(name, fill(field)));
                    yield filled;
                }
                case null -> null;
                default -> value;
            };
        }

        private RawValue text(BlobReference reference) {
            bytes += reference.size();
            if (bytes > MOST) {
                throw ApiException.of(
                        Code.ANSWER_TOO_LARGE,
                        "The result has more than %,d bytes in all; ask with `brief=true`, and for its values one by one."
                                .formatted(MOST));
            }
            var content = value(BlobKey.of(tenant, reference));
            return new RawValue(new String(content, StandardCharsets.UTF_8));
        }
    }
}
