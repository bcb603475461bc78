/**
 * The metrics of the service: the enums that implement {@link dev.winnow.runtime.metrics.Metric}
 * define each, {@link dev.winnow.runtime.metrics.StageMetrics} is how stages count and measure.
 */
@NullMarked
package dev.winnow.runtime.metrics;

import org.jspecify.annotations.NullMarked;
