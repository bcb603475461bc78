/** A prompt's life in the planner: its states, and the bytes they are kept as. */
@NullMarked
package dev.winnow.planner.state;

import org.jspecify.annotations.NullMarked;
