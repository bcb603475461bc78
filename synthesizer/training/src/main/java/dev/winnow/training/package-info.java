/** Trains the small demo model from scratch: tokenizer, weights, and the files that describe it. */
@NullMarked
package dev.winnow.training;

import org.jspecify.annotations.NullMarked;
