/** Trains the small demo model from nothing: tokenizer, weights, and the files that describe it. */
@NullMarked
package dev.winnow.synthesizer.train;

import org.jspecify.annotations.NullMarked;
