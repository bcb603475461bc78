/**
 * Counts the work of the math library in instructions of its own code, so that a test of its bounds
 * has the same result on every machine, however busy.
 */
@NullMarked
package dev.winnow.math.work;

import org.jspecify.annotations.NullMarked;
