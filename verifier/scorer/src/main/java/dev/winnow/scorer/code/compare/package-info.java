/**
 * Compares what a program answered with what is wanted, as data and outside of the program. Pure.
 */
@NullMarked
package dev.winnow.scorer.code.compare;

import org.jspecify.annotations.NullMarked;
