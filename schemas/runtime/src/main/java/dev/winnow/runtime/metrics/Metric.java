package dev.winnow.runtime.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A metric that stages export. The constants of the enums of this package that implement this are
 * the only definitions: {@link MetricTable} documents them.
 *
 * <p>Names follow the conventions of Prometheus: base units, {@code _total} for counters and for
 * nothing else.
 */
public interface Metric {
  /** Upper bounds of the buckets of a prompt's duration: seconds to a week. */
  List<Double> SECONDS_TO_A_WEEK =
      List.of(1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3_600.0, 14_400.0, 43_200.0, 86_400.0, 604_800.0);

  /** Returns the constant's name. */
  String name();

  /** Returns what the metric is. */
  Definition definition();

  /** How the values of several sources with equal labels in one process become one value. */
  enum Combination {
    SUM,
    GREATEST,
    MIN
  }

  /**
   * What a metric is.
   *
   * @param stages the stages that export it
   * @param help the meaning, a sentence without a full stop
   * @param labels the labels, in the order in which values are given
   * @param buckets upper bounds of a histogram's buckets; empty for other types
   */
  record Definition(
      MetricType type,
      Combination combination,
      Set<StageName> stages,
      String help,
      List<MetricLabel> labels,
      List<Double> buckets) {
    static Definition counter(Set<StageName> stages, String help, MetricLabel... labels) {
      return new Definition(
          MetricType.COUNTER, Combination.SUM, stages, help, List.of(labels), List.of());
    }

    static Definition gauge(Set<StageName> stages, String help, MetricLabel... labels) {
      return new Definition(
          MetricType.GAUGE, Combination.SUM, stages, help, List.of(labels), List.of());
    }

    static Definition histogram(
        Set<StageName> stages, String help, List<Double> buckets, MetricLabel... labels) {
      return new Definition(
          MetricType.HISTOGRAM, Combination.SUM, stages, help, List.of(labels), buckets);
    }

    Definition combinedBy(Combination other) {
      return new Definition(type, other, stages, help, labels, buckets);
    }
  }

  /** Returns the name in the exposition. */
  default String metricName() {
    return "winnow_" + name().toLowerCase(Locale.ROOT);
  }

  /** Returns the meaning, a sentence without a full stop. */
  default String help() {
    return definition().help();
  }

  /** Returns the labels in their order. */
  default List<MetricLabel> labels() {
    return definition().labels();
  }
}
