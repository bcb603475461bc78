package dev.winnow.math.value;

/**
 * A complex number with an absolute error bound: it lies within {@code error} of {@code re + i im}.
 */
record Ball<R>(R re, R im, double error, boolean real) {}
