/** Reads judged rows of a run to train a reward model on, and shows how well the model ranks. */
@NullMarked
package dev.winnow.ops.reward;

import org.jspecify.annotations.NullMarked;
