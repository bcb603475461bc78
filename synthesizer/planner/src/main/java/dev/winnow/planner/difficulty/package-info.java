/** What is known of how often prompts are solved: a prior over pass rates, learned online. */
@NullMarked
package dev.winnow.planner.difficulty;

import org.jspecify.annotations.NullMarked;
