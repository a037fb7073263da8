package dev.lovage.canvas;

/// The source of one CEL expression, without the `${` and `}` around it.
public record Expression(String source) {}
