/**
 * Parses LaTeX and plain mathematics into {@link dev.winnow.math.expr.Expr}; what cannot be parsed
 * becomes text.
 */
@NullMarked
package dev.winnow.math.parse;

import org.jspecify.annotations.NullMarked;
