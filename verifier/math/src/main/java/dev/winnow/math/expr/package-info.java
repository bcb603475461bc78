/** The expression tree of answers, and the work budget that limits every traversal of it. */
@NullMarked
package dev.winnow.math.expr;

import org.jspecify.annotations.NullMarked;
