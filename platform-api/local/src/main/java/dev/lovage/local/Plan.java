package dev.lovage.local;

import java.nio.file.Path;
import java.util.Optional;

/// What one platform is made of and where: the answers that `lovage up` takes from its options.
///
/// @param data everything this platform keeps
/// @param cache what all platforms of this machine share and can make again
/// @param temporal `host:port` of a server that is there already
/// @param checkout where the distributions are built
public record Plan(
        Path data,
        Path cache,
        Ports ports,
        Optional<String> temporal,
        Checkout checkout,
        Extent extent,
        Detours detours) {

    /// How much of the platform is started.
    public enum Extent {
        /// The three servers, the api, a worker with the samples, and the console.
        ALL,
        /// PostgreSQL, Temporal and Kafka, for tests that bring the rest.
        SERVERS,
        /// The servers and the api, its code compiled as in production: for measurements, and for
        /// workers that are started elsewhere.
        API
    }

    public Plan {
        data = data.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
    }

    /// Whose parts reach each other straight.
    public Plan(
            Path data,
            Path cache,
            Ports ports,
            Optional<String> temporal,
            Checkout checkout,
            Extent extent) {
        this(data, cache, ports, temporal, checkout, extent, Detours.NONE);
    }

    /// The same with other ways between its parts.
    public Plan through(Detours others) {
        return new Plan(data, cache, ports, temporal, checkout, extent, others);
    }

    /// A whole platform on free ports, beside whatever else runs on this machine.
    public static Plan beside(Path data, Checkout checkout) {
        return new Plan(data, sharedCache(), Ports.free(), Optional.empty(), checkout, Extent.ALL);
    }

    /// The servers and the api on free ports, to be measured.
    public static Plan measured(Path data, Checkout checkout) {
        return new Plan(data, sharedCache(), Ports.free(), Optional.empty(), checkout, Extent.API);
    }

    /// `~/.lovage`, where a platform lives when nothing else is said.
    public static Path home() {
        return userHome().resolve(".lovage");
    }

    /// The shell's idea of home, which need not be the one in the list of users.
    static Path userHome() {
        String home = System.getenv("HOME");
        return Path.of(home == null ? System.getProperty("user.home") : home);
    }

    /// `~/.lovage/cache`, or what `LOVAGE_CACHE` says.
    public static Path sharedCache() {
        String named = System.getenv("LOVAGE_CACHE");
        return named == null ? home().resolve("cache") : Path.of(named);
    }
}
