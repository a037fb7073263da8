package dev.lovage.events;

import java.util.List;

/// A safeguard that a test switches off to see what it is there for, with the system property
/// `lovage.test.guards.off=version,fence`. All of them are on in production.
public enum Guard {
    /// Rows take newer events only.
    VERSION("version"),
    /// Who reads on from another offset than the one stored must not write.
    FENCE("fence"),
    /// Events leave when Temporal has accepted the workflow task that they tell of.
    ACCEPTANCE("acceptance"),
    /// The reconciler finds runs that closed in Temporal and not here.
    R1("R1");

    private static final String OFF = "lovage.test.guards.off";

    private final String word;

    Guard(String word) {
        this.word = word;
    }

    /// Whether it does its work.
    public boolean on() {
        var off = System.getProperty(OFF);
        return off == null || !List.of(off.split(",", -1)).contains(word);
    }
}
