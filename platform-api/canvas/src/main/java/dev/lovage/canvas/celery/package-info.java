/// Celery's JSON: what `json.dumps` makes of a signature, chain, group, chord, map, starmap or
/// chunks of Celery 4 and 5, read into a canvas.
///
/// A signature is read into [Signature], what is given on top is merged into it as Celery merges
/// it, and the result is written down as a canvas of our own. Everything in it is data: no text is
/// ever an expression, and none can name a secret. Where Celery hangs, loses an error or means its
/// own machinery, [Difference] says what happens here instead.
@NullMarked
package dev.lovage.canvas.celery;

import org.jspecify.annotations.NullMarked;
