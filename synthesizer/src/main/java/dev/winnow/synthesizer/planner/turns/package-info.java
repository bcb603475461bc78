/** Whose turn it is: how recipes share a pool. */
@NullMarked
package dev.winnow.synthesizer.planner.turns;

import org.jspecify.annotations.NullMarked;
