package dev.winnow.runtime.metrics;

import java.util.Locale;

/** The type of a metric, as Prometheus has it. */
public enum MetricType {
  /** The value only grows, from 0 at the start of the process. */
  COUNTER,

  /** A value that may grow and fall. */
  GAUGE,

  /** Counts observations in buckets of growing bounds. */
  HISTOGRAM;

  /** Returns the type as the exposition has it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
