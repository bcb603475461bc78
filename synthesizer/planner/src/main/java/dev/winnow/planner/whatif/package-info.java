/**
 * What a recipe would spend and reach on prompts whose pass rates are known: the planner's own
 * decisions, with sampling and checking simulated.
 */
@NullMarked
package dev.winnow.planner.whatif;

import org.jspecify.annotations.NullMarked;
