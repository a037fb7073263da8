package dev.lovage.samples;

import java.util.Locale;

/// A vector of a text, of the groups of three letters in it: texts with like words, in whatever
/// form, have vectors that point the same way. No model is needed for it.
final class Likeness {
    static final int DIMENSIONS = 256;
    private static final int LETTERS = 3;

    private Likeness() {}

    /// Of length 1; an empty text has one, too.
    static float[] vector(String text) {
        var vector = new float[DIMENSIONS];
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            var framed = "^" + word + "$";
            for (int i = 0; i + LETTERS <= framed.length(); i++) {
                int hash = framed.substring(i, i + LETTERS).hashCode() * 0x9E3779B1;
                vector[Math.floorMod(hash >>> 8, DIMENSIONS)] += (hash & 1) == 0 ? 1 : -1;
            }
        }
        vector[0] += 1e-3f;
        double length = 0;
        for (var each : vector) {
            length += each * each;
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }
}
