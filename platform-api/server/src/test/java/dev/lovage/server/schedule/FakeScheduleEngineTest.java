package dev.lovage.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;

class FakeScheduleEngineTest implements ScheduleEngineContract {
    private final ScheduleEngine engine = new FakeScheduleEngine();

    @Override
    public ScheduleEngine engine() {
        return engine;
    }

    @Override
    public void await(BooleanSupplier condition) {
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
