/// Real workflows with real tasks: what a worker of one's own looks like.
@NullMarked
package dev.lovage.samples;

import org.jspecify.annotations.NullMarked;
