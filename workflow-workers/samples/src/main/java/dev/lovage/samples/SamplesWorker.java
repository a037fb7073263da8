package dev.lovage.samples;

import dev.lovage.worker.LovageWorker;

/// A worker with the samples' tasks.
public final class SamplesWorker {
    private SamplesWorker() {}

    public static void main(String[] arguments) {
        LovageWorker.run(arguments);
    }
}
