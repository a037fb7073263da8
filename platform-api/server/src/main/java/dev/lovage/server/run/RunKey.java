package dev.lovage.server.run;

import java.time.Instant;

/// Which run: every row, page and event of it begins with these.
///
/// @param accepted when the logical run was first accepted, whole milliseconds
public record RunKey(String tenant, String run, Instant accepted) {}
