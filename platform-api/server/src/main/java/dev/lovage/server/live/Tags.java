package dev.lovage.server.live;

import dev.lovage.server.run.RunKey;

/// Says which runs have a tag: events do not.
@FunctionalInterface
interface Tags {
    boolean has(RunKey run, String tag);
}
