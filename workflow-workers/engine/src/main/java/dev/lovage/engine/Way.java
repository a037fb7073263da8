package dev.lovage.engine;

/// Where a call is made.
enum Way {
    /// By whatever worker takes it from its queue.
    QUEUE,
    /// In the worker that interprets the run.
    HERE,
    /// From its queue, so that the workflow task ends; but for that it would be made here.
    CARRIER
}
