/// Large values, kept by the api: the worker's way to its internal port.
@NullMarked
package dev.lovage.worker.blob;

import org.jspecify.annotations.NullMarked;
