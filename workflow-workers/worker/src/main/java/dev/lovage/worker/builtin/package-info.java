/// The tasks that every worker serves.
///
/// Those that read files read only below the folders that the operator has named.
@NullMarked
package dev.lovage.worker.builtin;

import org.jspecify.annotations.NullMarked;
