package dev.lovage.bench;

import dev.lovage.worker.LovageWorker;

/// The worker of our side, in a process of its own.
public final class OursWorker {
    private OursWorker() {}

    public static void main(String[] arguments) {
        LovageWorker.run(arguments);
    }
}
