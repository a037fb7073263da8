package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with a definition, an input or a JSON text, and how to put it right.
///
/// @param pointer JSON pointer to the value, or to where it is missing
/// @param code `UPPER_SNAKE`, for programs
/// @param message a sentence for people, which names the way out
/// @param position where in the text; absent when there was no text
public record Flaw(String pointer, String code, String message, @Nullable Position position) {}
