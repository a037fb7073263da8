/// What the author of a task uses: methods that are tasks, and what they see while they run.
///
/// Free of any framework and of Temporal: a task is a method of a plain class and is tested as one.
@NullMarked
package dev.lovage.sdk;

import org.jspecify.annotations.NullMarked;
