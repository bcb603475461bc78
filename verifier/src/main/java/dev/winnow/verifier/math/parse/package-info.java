/**
 * Reads LaTeX and plain mathematics into {@link dev.winnow.verifier.math.expr.Expr}; what it cannot
 * read becomes text.
 */
@NullMarked
package dev.winnow.verifier.math.parse;

import org.jspecify.annotations.NullMarked;
