package dev.lovage.engine;

import java.time.Instant;

/// Where a run stands, by its history.
///
/// @param task event id of the start of the current workflow task: the same again in every replay
/// @param at by the workflow's clock
record Moment(long task, Instant at, boolean replaying) {}
