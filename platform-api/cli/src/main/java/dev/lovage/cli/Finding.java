package dev.lovage.cli;

/// What `lovage doctor` has looked at.
///
/// @param says how it is; of a problem, the way out, too
record Finding(String what, boolean ok, String says) {
    static Finding ok(String what, String says) {
        return new Finding(what, true, says);
    }

    static Finding problem(String what, String says) {
        return new Finding(what, false, says);
    }

    /// A problem is `says` with its way out.
    static Finding of(String what, boolean ok, String says, String wayOut) {
        return ok ? ok(what, says) : problem(what, says + ": " + wayOut);
    }

    String line() {
        return "%-8s %-10s %s".formatted(ok ? "ok" : "problem", what, says);
    }
}
