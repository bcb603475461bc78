/**
 * Reads LaTeX and plain mathematics into {@link dev.winnow.math.expr.Expr}; what it cannot read
 * becomes text.
 */
@NullMarked
package dev.winnow.math.parse;

import org.jspecify.annotations.NullMarked;
