/** Measures the planner beside the least application that could count its verdicts. */
@NullMarked
package dev.winnow.ops.bench.planner;

import org.jspecify.annotations.NullMarked;
