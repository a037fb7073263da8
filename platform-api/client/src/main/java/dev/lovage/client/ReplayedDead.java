package dev.lovage.client;

/// What came of trying records once more that could not be read.
///
/// @param applied how many were applied now
/// @param left how many still cannot be, and are kept
public record ReplayedDead(int applied, int left) {}
