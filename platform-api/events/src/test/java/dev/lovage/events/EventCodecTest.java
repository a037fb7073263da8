package dev.lovage.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.WorkerSeen.TaskInfo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class EventCodecTest {
    private static final Instant T = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final Subject RUN =
            new Subject("default", "census~01J", T, "t-run", 1_772_359_200_123L, null, "census", 3);
    private static final Subject PART =
            new Subject("acme", "census~01J", T, "t-run", 7, "do.1", "census", 3);
    private static final Failure FAILURE =
            new Failure(
                    "CARD_DECLINED",
                    "CardException",
                    "no",
                    "pay",
                    "do.0",
                    2,
                    false,
                    Map.of("code", 51L));

    static List<RunEvent> events() {
        var queued =
                new StepChange(
                        1,
                        "do.0",
                        StepState.QUEUED,
                        T,
                        new Work.Task("pay", "default", "a-1"),
                        0,
                        Payload.NONE,
                        null);
        return List.of(
                new Started(RUN, 1, T, RunState.RUNNING, "default", List.of(queued)),
                new Changed(
                        PART,
                        5,
                        T,
                        RunState.RUNNING,
                        List.of(
                                step(
                                        2,
                                        StepState.SUCCEEDED,
                                        new Payload.Inline(Map.of("n", 1L)),
                                        null),
                                step(3, StepState.SUCCEEDED, new Payload.Inline(null), null),
                                step(4, StepState.SUCCEEDED, new Payload.Omitted(20_000), null),
                                step(5, StepState.FAILED, Payload.NONE, FAILURE))),
                new Changed(
                        RUN,
                        6,
                        T,
                        RunState.WAITING,
                        List.of(
                                new StepChange(
                                        6,
                                        "do.1",
                                        StepState.RUNNING,
                                        T,
                                        new Work.Container("map", 500),
                                        0,
                                        new Payload.Reference(
                                                "b1", 5_000_000, "ab", "application/json", 7L),
                                        null))),
                waiting(7, new Work.Timer(T)),
                waiting(8, new Work.Timer(null)),
                new Changed(RUN, 20, T, RunState.PAUSED, "we count", List.of()),
                waiting(9, new Work.Await("approval", T)),
                waiting(10, new Work.Await("approval", null)),
                waiting(11, new Work.Flow("resize", 3, "resize~1")),
                waiting(12, new Work.Flow("resize", 0, null)),
                new Closed(
                        RUN,
                        13,
                        T,
                        RunState.FAILED,
                        Payload.NONE,
                        FAILURE,
                        Map.of(StepState.SUCCEEDED, 3, StepState.FAILED, 1),
                        List.of("do.0")),
                new Confirmed(RUN, T, RunState.TERMINATED, null, "terminated in Temporal"));
    }

    private static RunEvent waiting(long seq, Work work) {
        var step = new StepChange(seq, "do.2", StepState.WAITING, T, work, 0, Payload.NONE, null);
        return new Changed(RUN, seq, T, RunState.RUNNING, List.of(step));
    }

    private static StepChange step(long seq, StepState state, Payload value, Failure error) {
        return new StepChange(seq, "do.0", state, T, new Work.Pure(), 1, value, error);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventSurvivesTheWire(RunEvent event) {
        var sent = EventCodec.encode(event);

        var received = CloudEvent.of(sent.headers(), sent.bytes());

        assertThat(EventCodec.decode(received)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void equalEventsAreEqualBytesUnderOneId(RunEvent event) {
        var once = EventCodec.encode(event);
        var again = EventCodec.encode(EventCodec.decode(once));

        assertThat(again.data()).isEqualTo(once.data());
        assertThat(again.id()).isEqualTo(once.id());
    }

    @Test
    void everyEventHasAnIdOfItsOwn() {
        assertThat(events().stream().map(event -> EventCodec.encode(event).id()))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(5));
    }

    @Test
    void theDataReadsAsDocumented() {
        var event =
                new Changed(
                        RUN,
                        2,
                        T,
                        RunState.RUNNING,
                        List.of(step(2, StepState.SUCCEEDED, new Payload.Inline(1L), null)));

        assertThat(EventCodec.encode(event).data())
                .isEqualTo(
                        """
                        {"v":1,"tenant":"default","run":"census~01J","accepted":"2026-03-01T10:00:00.123Z",\
                        "temporalRun":"t-run","epoch":1772359200123,"definition":"census","revision":3,\
                        "seq":2,"at":"2026-03-01T10:00:00.123Z","status":"RUNNING",\
                        "steps":[{"seq":2,"path":"do.0","state":"SUCCEEDED","at":"2026-03-01T10:00:00.123Z",\
                        "kind":"value","attempt":1,"value":1}]}\
                        """);
    }

    @Test
    void aFieldThatIsNotKnownIsIgnored() {
        var event = events().getFirst();
        var sent = EventCodec.encode(event);
        var newer = sent.data().replaceFirst("\\{", "{\"later\":[1],");

        var read =
                EventCodec.decode(
                        CloudEvent.of(sent.headers(), newer.getBytes(StandardCharsets.UTF_8)));

        assertThat(read).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | not a JSON object",
                "{                           | not JSON",
                "[]                          | not a JSON object",
                "{}                          | the field tenant is missing",
                "{\"tenant\": 1}             | the field tenant is not a string",
                "{\"v\": 2}                  | the data has version 2, and 1 is the newest known"
            })
    void aBrokenRecordIsNamedForWhatIsWrongWithIt(String data, String message) {
        var cloud = new CloudEvent("i", EventCodec.CHANGED, "r", T, data);

        assertThatThrownBy(() -> EventCodec.decode(cloud))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTypeThatIsNotKnownIsRefused() {
        var sent = EventCodec.encode(events().getFirst());

        assertThatThrownBy(() ->
                        EventCodec.decode(
                                new CloudEvent(
                                        "i", "dev.lovage.run.later.v2", "r", T, sent.data())))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("dev.lovage.run.later.v2");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_id, , the header ce_id is missing",
        "ce_specversion, 0.3, ce_specversion is 0.3 and not 1.0",
        "content-type, text/plain, content-type is text/plain and not application/json",
        "ce_time, tomorrow, ce_time is not a time: tomorrow"
    })
    void aHeaderThatIsNotWhatItShouldBeIsNamed(String name, String value, String message) {
        var sent = EventCodec.encode(events().getFirst());
        var headers = sent.headers();
        headers.remove(name);
        if (value != null) {
            headers.put(name, value.getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> CloudEvent.of(headers, sent.bytes()))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage(message);
    }

    @Test
    void whatIsNotUtf8IsRefusedAndNotGuessed() {
        var sent = EventCodec.encode(events().getFirst());
        var bytes = sent.bytes();
        bytes[sent.data().indexOf("census")] = (byte) 0xff;

        assertThatThrownBy(() -> CloudEvent.of(sent.headers(), bytes))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("the data is not UTF-8");
    }

    @Test
    void aWorkerSurvivesTheWire() {
        var seen =
                new WorkerSeen(
                        "default",
                        "7@host",
                        "0.1.0",
                        T,
                        T.plusSeconds(10),
                        List.of("default", "media"),
                        List.of(
                                new TaskInfo(
                                        "image.resize",
                                        "Resizes.",
                                        Map.of("type", "object"),
                                        Map.of(),
                                        Map.of("retry", Map.of("attempts", 3L))),
                                new TaskInfo("log.write", null, Map.of(), Map.of(), Map.of())));

        var sent = EventCodec.encodeWorker(seen);

        assertThat(EventCodec.decodeWorker(CloudEvent.of(sent.headers(), sent.bytes())))
                .isEqualTo(seen);
    }
}
