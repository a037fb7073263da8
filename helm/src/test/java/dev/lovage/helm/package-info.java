/// What the charts promise, checked on what Helm makes of them: objects are read as the typed
/// models of Kubernetes, and a field that no model has is an error.
@NullMarked
package dev.lovage.helm;

import org.jspecify.annotations.NullMarked;
