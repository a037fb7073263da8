/// What can be run: the list of workflows, one workflow from all sides, and starting it.
@NullMarked
package dev.lovage.console.workflow;

import org.jspecify.annotations.NullMarked;
