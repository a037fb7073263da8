package dev.lovage.server.task;

import dev.lovage.server.Database;

import java.time.Clock;

/// The real things of this package, for tests in others.
public final class Catalogues {
    private Catalogues() {}

    public static Catalogue postgres(Database database) {
        return new PostgresCatalogue(database, Clock.systemUTC());
    }

    public static Announcements announcements(Database database) {
        return new Announcements(database, Clock.systemUTC());
    }
}
