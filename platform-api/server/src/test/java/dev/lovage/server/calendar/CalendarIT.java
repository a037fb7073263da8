package dev.lovage.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Schedule.Calendar;
import dev.lovage.local.Stack;

import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The next times that Temporal names for a schedule are ours, and above all around the changes of
/// the clocks.
class CalendarIT {
    /// Far enough for the test not to grow old.
    private static final Instant FAR = Instant.parse("2036-01-15T00:00:00Z");

    private static final List<String> CLOCKS =
            List.of(
                    "America/New_York",
                    "Europe/Berlin",
                    "Europe/London",
                    "Australia/Lord_Howe",
                    "Africa/Casablanca",
                    "America/Santiago",
                    "America/Havana",
                    "Asia/Beirut",
                    "Atlantic/Azores");
    private static final List<String> CRONS =
            List.of(
                    "*/15 * * * *",
                    "0 * * * *",
                    "30 * * * *",
                    "30 0,23 * * *",
                    "30 1 * * *",
                    "15,45 2 * * *",
                    "30 2 * * 0",
                    "0 12 * * 6");

    private static WorkflowServiceStubs stubs;
    private static ScheduleClient temporal;

    @BeforeAll
    static void connect() {
        var stack = Stack.shared();
        stubs =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget(stack.temporal())
                                .build());
        temporal =
                ScheduleClient.newInstance(
                        stubs,
                        ScheduleClientOptions.newBuilder().setNamespace(stack.namespace()).build());
    }

    @AfterAll
    static void disconnect() {
        stubs.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> temporalFiresWhenWeSayAroundEveryChangeOfTheClocks() {
        return aroundChanges(CalendarIT::compare);
    }

    @TestFactory
    Stream<DynamicTest> withWhatOnceAddsAndSkipsTemporalFiresAsThePreviewSays() {
        return aroundChanges(CalendarIT::compareOnce);
    }

    private static Stream<DynamicTest> aroundChanges(Consumer<Specs> test) {
        return CLOCKS.stream().flatMap(zone -> changes(zone).flatMap(at -> around(zone, at, test)));
    }

    private static Stream<DynamicTest> around(String zone, Instant change, Consumer<Specs> test) {
        var from = change.minus(Duration.ofHours(2)).toString();
        return CRONS.stream()
                .map(cron ->
                        DynamicTest.dynamicTest(
                                cron + " " + zone + " from " + from,
                                () -> test.accept(Specs.in(zone).cron(cron).from(from))));
    }

    private static void compareOnce(Specs specs) {
        var spec = specs.once();
        var once = Once.of(spec, FAR);
        var said =
                Preview.of(spec, Instant.now(), 10).fires().stream()
                        .map(dev.lovage.client.Schedule.Fire::at)
                        .toList();

        once.calendars().forEach(added -> specs.calendar(TemporalTimes.wire(added)));
        var named = named(specs).stream().filter(at -> !once.skips(at)).toList();

        assertThat(named).isNotEmpty();
        assertThat(said).startsWith(named.toArray(Instant[]::new));
    }

    private static Stream<Instant> changes(String zone) {
        var rules = ZoneId.of(zone).getRules();
        return Stream.iterate(rules.nextTransition(FAR), c -> rules.nextTransition(c.getInstant()))
                .limit(2)
                .map(change -> change.getInstant());
    }

    private static DynamicTest test(String name, Specs specs) {
        return DynamicTest.dynamicTest(name, () -> compare(specs));
    }

    @TestFactory
    Stream<DynamicTest> temporalFiresWhenWeSay() {
        var specs = new LinkedHashMap<String, Specs>();
        specs.put("names", berlin().cron("5 4 * jan-MAR,Dec mon-FRI,sun"));
        specs.put("from a number on", berlin().cron("50/4 20/2 3/9 * *"));
        specs.put("both days", berlin().cron("0 12 13 * 5"));
        specs.put("the 31st", berlin().cron("0 0 31 * *"));
        specs.put("a leap day", berlin().cron("0 0 29 2 *"));
        specs.put("Sunday as 7", berlin().cron("0 0 * * 7"));
        specs.put("up to Sunday as 7", berlin().cron("0 0 * * 5-7"));
        specs.put("by names", berlin().cron("@weekly", "@monthly"));
        specs.put("with a comment", berlin().cron("0 0 * * 3 # Wednesdays"));
        specs.put("an interval", berlin().every("PT7H", "PT0S"));
        specs.put("intervals", berlin().every("PT7H", "PT3H5S").every("P3D", "PT13H"));
        specs.put("seconds", berlin().calendar(Specs.fields("7/20 3-9/2 5 * * * *")));
        specs.put(
                "years", berlin().calendar(Specs.fields("0 0 0 1 1 * 2030,2040-2044/2,2099-2100")));
        specs.put("little said", berlin().calendar(of("8", null)));
        specs.put(
                "an exclusion",
                berlin().cron("0 * * * *").exclude(Specs.fields("* * 3-22 * * * *")));
        specs.put("midnights excluded", berlin().cron("0 */12 * * *").exclude(of(null, "5")));
        specs.put(
                "all together",
                berlin().cron("0 6 * * *", "0 6 * * 1-5")
                        .every("P1D", "PT5H")
                        .exclude(Specs.fields("0 0 7 * * 2 *"))
                        .calendar(Specs.fields("1 2 3 * 4 5 *")));
        specs.put(
                "an end",
                Specs.in("UTC")
                        .cron("0 0 * * *")
                        .from("2036-02-01T00:00:00Z")
                        .to("2036-02-05T00:00:00Z"));
        specs.put(
                "one time",
                Specs.in("Asia/Kolkata").from("2036-02-01T10:11:12Z").to("2036-02-01T10:11:12Z"));
        return specs.entrySet().stream().map(one -> test(one.getKey(), one.getValue()));
    }

    private static Specs berlin() {
        return Specs.in("Europe/Berlin").from("2036-01-01T00:00:00Z");
    }

    private static Calendar of(String hour, String day) {
        return new Calendar(null, null, hour, day, null, null, null, "a comment");
    }

    private static void compare(Specs specs) {
        var named = named(specs);
        var spec = specs.read();

        assertThat(named).isNotEmpty();
        assertThat(new Fires(spec).next(Instant.now(), 10)).isEqualTo(named);
    }

    /// The next times of a schedule that is paused and gone again.
    private static List<Instant> named(Specs specs) {
        var schedule =
                Schedule.newBuilder()
                        .setAction(
                                ScheduleActionStartWorkflow.newBuilder()
                                        .setWorkflowType("nothing")
                                        .setOptions(
                                                WorkflowOptions.newBuilder()
                                                        .setWorkflowId("calendar")
                                                        .setTaskQueue("calendar")
                                                        .build())
                                        .build())
                        .setSpec(TemporalTimes.of(specs.wire()))
                        .setState(ScheduleState.newBuilder().setPaused(true).build())
                        .build();
        var handle =
                temporal.createSchedule(
                        "calendar-" + UUID.randomUUID(),
                        schedule,
                        ScheduleOptions.newBuilder().build());
        try {
            return handle.describe().getInfo().getNextActionTimes();
        } finally {
            handle.delete();
        }
    }
}
