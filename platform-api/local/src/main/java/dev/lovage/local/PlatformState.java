package dev.lovage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How the platform in a data folder is doing: what `lovage status` shows.
///
/// @param pid of its supervisor
/// @param ready whether every part has served
public record PlatformState(long pid, boolean ready, List<PartStatus> parts) {
    private static final String FILE = "state.json";

    public PlatformState {
        parts = List.copyOf(parts);
    }

    /// The state of the platform that runs on `data`, if one does.
    public static Optional<PlatformState> of(Path data) {
        OptionalLong holder = DataLock.holder(data);
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        long pid = holder.getAsLong();
        return Optional.of(data.resolve(FILE))
                .filter(Files::exists)
                .map(PlatformState::read)
                .filter(state -> state.pid() == pid)
                .or(() -> Optional.of(new PlatformState(pid, false, List.of())));
    }

    private static PlatformState read(Path file) {
        try {
            return Json.read(file, PlatformState.class);
        } catch (IOException e) {
            throw new LocalException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    void write(Path data) {
        PrivateFiles.write(data.resolve(FILE), Json.print(this));
    }
}
