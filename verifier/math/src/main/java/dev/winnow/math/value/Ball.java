package dev.winnow.math.value;

/**
 * A complex number known up to an absolute error: it lies within {@code error} of {@code re + i
 * im}.
 */
record Ball<R>(R re, R im, double error, boolean real) {}
