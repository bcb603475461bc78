/**
 * What recipes may spend: one quota manager for all prompts of a recipe, whatever their partition.
 */
@NullMarked
package dev.winnow.planner.budget;

import org.jspecify.annotations.NullMarked;
