/** Decides whether two parsed answers denote the same thing. */
@NullMarked
package dev.winnow.math.equal;

import org.jspecify.annotations.NullMarked;
