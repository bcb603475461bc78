/** Scores of a candidate: the expressions over them, and what they decide. */
@NullMarked
package dev.winnow.verifier.score;

import org.jspecify.annotations.NullMarked;
