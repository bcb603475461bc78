/** Reward models: how servers are asked for a number, and how their answers are read. */
@NullMarked
package dev.winnow.scorer.reward;

import org.jspecify.annotations.NullMarked;
