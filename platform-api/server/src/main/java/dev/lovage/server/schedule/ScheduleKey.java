package dev.lovage.server.schedule;

import dev.lovage.canvas.RunInput;

/// Which schedule.
record ScheduleKey(String tenant, String name) {

    /// Temporal's id of it: `{tenant}/{name}`, the default tenant's bare.
    String id() {
        return tenant.equals(RunInput.DEFAULT_TENANT) ? name : tenant + "/" + name;
    }

    /// The schedule of this id. Whatever does not say its tenant is of the default one.
    static ScheduleKey of(String id) {
        var slash = id.indexOf('/');
        return slash < 1
                ? new ScheduleKey(RunInput.DEFAULT_TENANT, id)
                : new ScheduleKey(id.substring(0, slash), id.substring(slash + 1));
    }
}
