package dev.lovage.console.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.console.look.Json;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// A schedule as YAML, as `PUT /schedules/{name}` takes it.
final class ScheduleYaml {
    private ScheduleYaml() {}

    static String of(Schedule.Put put) {
        var settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setIndicatorIndent(2)
                        .setIndentWithIndicator(true)
                        .build();
        return new Dump(settings).dumpToString(Json.tree(put));
    }
}
