/** Mathematical verification: {@link dev.winnow.verifier.math.MathVerifier} is the entry. */
@NullMarked
package dev.winnow.verifier.math;

import org.jspecify.annotations.NullMarked;
