/// The worker process: finds tasks, serves queues, tells what it serves, and stops gracefully.
///
/// Micronaut gives configuration, health and metrics, on the management port only; the tasks know
/// nothing of it.
@NullMarked
package dev.lovage.worker;

import org.jspecify.annotations.NullMarked;
