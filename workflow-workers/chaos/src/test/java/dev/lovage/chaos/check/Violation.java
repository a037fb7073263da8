package dev.lovage.chaos.check;

/// An invariant does not hold.
///
/// @param subject the run, change or process that shows it
public record Violation(Invariant invariant, String subject, String what) {
    @Override
    public String toString() {
        return "%s (%s): %s: %s".formatted(invariant, invariant.sentence(), subject, what);
    }
}
