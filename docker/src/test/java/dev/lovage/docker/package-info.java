/// The images, built and run as a cluster would run them.
@NullMarked
package dev.lovage.docker;

import org.jspecify.annotations.NullMarked;
