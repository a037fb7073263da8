package dev.lovage.worker.found;

import dev.lovage.sdk.Task;

/// Can only be made by who knows the greeting.
public final class NeedsMore {
    private final String greeting;

    public NeedsMore(String greeting) {
        this.greeting = greeting;
    }

    @Task("found.greet")
    public String greet() {
        return greeting;
    }
}
