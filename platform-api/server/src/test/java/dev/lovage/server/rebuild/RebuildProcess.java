package dev.lovage.server.rebuild;

import dev.lovage.links.KafkaLink;
import dev.lovage.server.Settings;
import dev.lovage.server.Settings.Postgres.Migrate;

import java.io.IOException;
import java.time.Duration;

/// A rebuild in a process of its own, which stops in the middle and waits to be killed.
final class RebuildProcess {
    static final String MIDDLE = "in the middle";

    private RebuildProcess() {}

    public static void main(String[] args) {
        var database = new Settings.Postgres(args[0], args[1], args[2], 4, Migrate.START);
        var kafka =
                new Settings.Kafka(
                        args[3], args[4], 1, (short) 1, Duration.ofDays(1), KafkaLink.PLAIN);
        var _ = Rebuilt.of(database, kafka, RebuildProcess::halt);
    }

    private static void halt() {
        System.out.println(MIDDLE);
        try {
            var _ = System.in.read(); // for ever: who started it does not write
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
