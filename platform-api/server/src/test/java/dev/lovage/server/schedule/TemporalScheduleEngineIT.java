package dev.lovage.server.schedule;

import dev.lovage.server.reconcile.Await;
import dev.lovage.server.reconcile.OwnNamespace;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.util.function.BooleanSupplier;

class TemporalScheduleEngineIT implements ScheduleEngineContract {
    private static OwnNamespace namespace;

    @BeforeAll
    static void open() {
        namespace = new OwnNamespace();
    }

    @AfterAll
    static void close() {
        namespace.close();
    }

    @Override
    public ScheduleEngine engine() {
        return new TemporalScheduleEngine(namespace.client, namespace.settings);
    }

    @Override
    public void await(BooleanSupplier condition) {
        Await.until(condition);
    }
}
