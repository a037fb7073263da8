package dev.lovage.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The disks of a platform's servers, where they have their own.
record Disks(Map<String, Disk> all) implements AutoCloseable {
    static final Disks NONE = new Disks(Map.of());

    Disks {
        all = Map.copyOf(all);
    }

    /// One for PostgreSQL and one for Kafka's log, as far as this process may mount any.
    static Disks under(Path folder, Path data) throws IOException {
        var disks = new LinkedHashMap<String, Disk>();
        for (var one :
                Map.of("postgres", data.resolve("postgres"), "kafka", data.resolve("kafka/log"))
                        .entrySet()) {
            var disk = Disk.mounted(folder.resolve("disk-" + one.getKey()));
            if (disk.isPresent()) {
                disk.get().hold(one.getValue());
                disks.put(one.getKey(), disk.get());
            }
        }
        return new Disks(disks);
    }

    /// @throws Impossible where it has none of its own
    Disk of(String server) throws Impossible {
        var disk = all.get(server);
        if (disk == null) {
            throw new Impossible("who runs this may not mount a disk that could be full");
        }
        return disk;
    }

    @Override
    public void close() {
        all.values().forEach(Disk::close);
    }
}
