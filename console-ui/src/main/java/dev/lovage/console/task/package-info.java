/// What workers can do: the tasks that a workflow may call.
@NullMarked
package dev.lovage.console.task;

import org.jspecify.annotations.NullMarked;
