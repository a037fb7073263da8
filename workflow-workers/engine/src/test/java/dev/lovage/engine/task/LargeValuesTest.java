package dev.lovage.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.canvas.BlobReference;
import dev.lovage.sdk.TaskFailure;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class LargeValuesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] LIST =
            IntStream.range(0, 50_000)
                    .mapToObj(i -> "\"" + i + "\"")
                    .collect(Collectors.joining(",", "[", "]"))
                    .getBytes(StandardCharsets.UTF_8);

    private final FakeBlobs store = new FakeBlobs();
    private final LargeValues values = new LargeValues(store, new Patience(Duration.ofMillis(150)));

    @Test
    void whatIsSmallTravelsItself() throws InterruptedException {
        var small = new byte[LargeValues.IN_PLACE];
        assertThat(values.kept(small, Rig.HEADER)).isSameAs(small);
        assertThat(store.kept()).isZero();
    }

    @Test
    void whatIsLargeIsKeptAndAReferenceTravels() throws Exception {
        var reference = kept(LIST);

        assertThat(reference.size()).isEqualTo(LIST.length);
        assertThat(reference.count()).isEqualTo(50_000);
        assertThat(reference.run()).isEqualTo(Rig.HEADER.run());
        assertThat(reference.accepted()).isEqualTo(Rig.HEADER.accepted());
        assertThat(store.get(Rig.HEADER.tenant(), reference)).isEqualTo(LIST);
    }

    @Test
    void anObjectHasNoCount() throws Exception {
        var object = ("{\"a\":" + new String(LIST, StandardCharsets.UTF_8) + "}");
        assertThat(kept(object.getBytes(StandardCharsets.UTF_8)).count()).isNull();
    }

    @Test
    void argumentsAreWholeWhereverAReferenceStands() throws Exception {
        var reference = kept(LIST).json();
        store.asked.set(0);

        var whole =
                values.whole(
                        List.of(
                                JSON.valueToTree(reference),
                                JSON.valueToTree(Map.of("deep", List.of(1, reference)))),
                        Rig.HEADER);

        assertThat(whole.getFirst()).isEqualTo(JSON.readTree(LIST));
        assertThat(whole.getLast().path("deep").path(1)).isEqualTo(JSON.readTree(LIST));
        assertThat(store.asked).as("brought once").hasValue(1);
    }

    @Test
    void dataThatOnlyLooksLikeAReferenceIsLeftAlone() throws Exception {
        JsonNode data = JSON.readTree("{\"$blob\": \"a\", \"b\": [1, null]}");
        assertThat(values.whole(List.of(data), Rig.HEADER)).containsExactly(data);
        assertThat(store.asked).hasValue(0);
    }

    @Test
    void aStoreThatIsAwayForAWhileLosesNothing() throws Exception {
        store.awayFor(1);
        assertThat(store.get(Rig.HEADER.tenant(), kept(LIST))).isEqualTo(LIST);
    }

    @Test
    void aStoreThatIsAwayForLongFailsTheAttemptAndNotTheStep() {
        store.awayFor(1_000);
        var failure = catchThrowableOfType(TaskFailure.class, () -> kept(LIST));
        assertThat(failure.code()).isEqualTo("VALUES_UNAVAILABLE");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasMessageContaining("nobody listens");
    }

    @Test
    void whatTheStoreDoesNotTakeIsTooLarge() {
        store.most(1_000);
        var failure = catchThrowableOfType(TaskFailure.class, () -> kept(LIST));
        assertThat(failure.code()).isEqualTo("RESULT_TOO_LARGE");
        assertThat(failure.retryable()).isFalse();
        assertThat(store.asked).as("not tried again").hasValue(1);
    }

    @Test
    void withoutAStoreTheMessageNamesTheWayToOne() {
        assertThatThrownBy(() -> new LargeValues(Blobs.NONE).kept(LIST, Rig.HEADER))
                .isInstanceOfSatisfying(
                        TaskFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("RESULT_TOO_LARGE"))
                .hasMessageContaining("lovage.worker.token");
    }

    @Test
    void aValueThatIsGoneIsNotAskedForAgain() throws Exception {
        var reference = kept(LIST);
        store.lose();
        var failure =
                catchThrowableOfType(
                        TaskFailure.class,
                        () ->
                                values.whole(
                                        List.of(JSON.valueToTree(reference.json())), Rig.HEADER));
        assertThat(failure.code()).isEqualTo("VALUE_GONE");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void aTaskThatIsToldToStopWaitsForNoStore() {
        store.awayFor(1_000);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> kept(LIST)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private BlobReference kept(byte[] json) throws InterruptedException, IOException {
        var travels = values.kept(json, Rig.HEADER);
        return BlobReference.of(
                        JSON.readValue(travels, new TypeReference<Map<String, Object>>() {}))
                .orElseThrow();
    }
}
