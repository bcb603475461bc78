/** Compares the arms of an experiment over its seeds, by comparisons that were planned before. */
@NullMarked
package dev.winnow.ops.compare;

import org.jspecify.annotations.NullMarked;
