package dev.lovage.worker;

import java.util.List;

/// Where the tasks come from, as the `main` of this worker said.
///
/// @param home the package of its class, searched for tasks unless the settings say otherwise
/// @param objects whose tasks are served beside those that are found
record TaskSources(String home, List<Object> objects) {
    TaskSources {
        objects = List.copyOf(objects);
    }
}
