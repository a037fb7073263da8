package dev.lovage.worker.found;

import dev.lovage.sdk.Task;

final class Plain {
    @Task("found.plain")
    public String plain() {
        return "plain";
    }
}
