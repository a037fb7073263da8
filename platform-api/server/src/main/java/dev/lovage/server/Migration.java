package dev.lovage.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;

/// Makes the migrations and ends: the process of a job, with the settings of the api.
///
/// ```
/// java -cp /app/app.jar dev.lovage.server.Migration
/// ```
public final class Migration {
    private static final int TRIES = 30;

    private Migration() {}

    public static void main(String[] arguments) {
        try (var context = ApplicationContext.builder().args(arguments).build()) {
            var environment = context.getEnvironment();
            environment.start();
            var _ = new SettingKeys(environment);
            of(environment).make();
        }
    }

    private static Migrations of(Environment environment) {
        return new Migrations(
                environment.getRequiredProperty("lovage.database.url", String.class),
                environment.getProperty("lovage.database.user", String.class).orElse("lovage"),
                environment.getProperty("lovage.database.password", String.class).orElse(""),
                TRIES);
    }
}
