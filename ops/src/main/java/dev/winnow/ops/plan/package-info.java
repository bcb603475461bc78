/**
 * What recipes would spend and reach on prompts whose pass rates are known, side by side: where the
 * pass rates come from, what is made of a simulation, and how it is shown.
 */
@NullMarked
package dev.winnow.ops.plan;

import org.jspecify.annotations.NullMarked;
