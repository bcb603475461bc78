/**
 * Compares what recipes would spend and reach on prompts with known pass rates: sources of pass
 * rates, simulation results, and their presentation.
 */
@NullMarked
package dev.winnow.ops.plan;

import org.jspecify.annotations.NullMarked;
