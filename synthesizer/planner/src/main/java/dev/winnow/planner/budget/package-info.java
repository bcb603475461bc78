/**
 * What recipes may spend. One quota manager for all prompts of a recipe gives blocks of its budget,
 * as quota leases, to planner partitions, which order rounds out of them.
 */
@NullMarked
package dev.winnow.planner.budget;

import org.jspecify.annotations.NullMarked;
