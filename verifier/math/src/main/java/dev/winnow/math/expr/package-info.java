/**
 * The expression tree that answers are read into, and the work budget that bounds every walk over
 * it.
 */
@NullMarked
package dev.winnow.math.expr;

import org.jspecify.annotations.NullMarked;
