/** How many candidates a prompt gets: pure functions of its account and the recipe's allocation. */
@NullMarked
package dev.winnow.planner.strategy;

import org.jspecify.annotations.NullMarked;
