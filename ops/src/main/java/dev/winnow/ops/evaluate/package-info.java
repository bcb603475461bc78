/** Measures models on prompts, by the stream's own sampling and checks. */
@NullMarked
package dev.winnow.ops.evaluate;

import org.jspecify.annotations.NullMarked;
