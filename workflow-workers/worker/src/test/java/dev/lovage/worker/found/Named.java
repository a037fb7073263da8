package dev.lovage.worker.found;

import dev.lovage.sdk.Task;

/// Names a task; what it does others say.
interface Named {
    @Task("found.named")
    String named();
}
