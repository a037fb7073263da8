package dev.lovage.cli;

import java.nio.file.Path;

/// No platform runs where the command looked for one.
final class NoPlatformException extends RuntimeException {
    NoPlatformException(Path data) {
        super(
                "No platform runs on %s. Start it with `lovage up`, name the folder of one with --data, or its address with LOVAGE_URL and LOVAGE_TOKEN"
                        .formatted(data));
    }
}
