package dev.lovage.server.rebuild;

import dev.lovage.server.Preparation;
import dev.lovage.server.Settings;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes away what a rebuild left whose api was killed: whichever api starts next does, or else the
/// next rebuild.
@Context
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Settings.Postgres database;
    private final RebuildTable table;
    private final Preparation preparation;

    Leftovers(Settings.Postgres database, RebuildTable table, Preparation preparation) {
        this.database = database;
        this.table = table;
        this.preparation = preparation;
    }

    @PostConstruct
    void start() {
        var _ = preparation.when("postgresql").thenRun(() -> takeAway(database, table));
    }

    /// Unless a rebuild is going on.
    static void takeAway(Settings.Postgres database, RebuildTable table) {
        try (var session = Session.open(database, Rebuilding.OPTIONS)) {
            if (table.isLeft() && session.alone(RebuildTable.LOCK)) {
                Beside.drop(session);
                table.bury();
            }
        } catch (RuntimeException e) { // they only take room
            LOG.warn("What a rebuild left stays until the next one: {}", e.getMessage());
        }
    }
}
