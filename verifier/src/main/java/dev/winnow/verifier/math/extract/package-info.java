/** Finds the final answer in a response. */
@NullMarked
package dev.winnow.verifier.math.extract;

import org.jspecify.annotations.NullMarked;
