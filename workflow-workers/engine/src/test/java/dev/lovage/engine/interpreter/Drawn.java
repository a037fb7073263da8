package dev.lovage.engine.interpreter;

import java.util.Map;

/// Random canvases for tests elsewhere.
public final class Drawn {
    private Drawn() {}

    /// Its outcome does not depend on the order in which its calls end.
    public static Map<String, Object> definition(long seed) {
        return new RandomCanvas(seed, false).definition();
    }
}
