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
  /** Returns the constant's name. */
  String name();

  /** Returns what the metric is. */
  Definition definition();

  /** How the values of several sources with equal labels in one process become one value. */
  enum Combination {
    SUM,
    GREATEST,
    LEAST
  }

  /**
   * What a metric is.
   *
   * @param stages the stages that export it
   * @param help the meaning, a sentence without a full stop
   * @param labels the labels, in the order in which values are given
   */
  record Definition(
      MetricType type,
      Combination combination,
      Set<StageName> stages,
      String help,
      List<MetricLabel> labels) {
    static Definition counter(Set<StageName> stages, String help, MetricLabel... labels) {
      return new Definition(MetricType.COUNTER, Combination.SUM, stages, help, List.of(labels));
    }

    static Definition gauge(Set<StageName> stages, String help, MetricLabel... labels) {
      return new Definition(MetricType.GAUGE, Combination.SUM, stages, help, List.of(labels));
    }

    static Definition histogram(Set<StageName> stages, String help, MetricLabel... labels) {
      return new Definition(MetricType.HISTOGRAM, Combination.SUM, stages, help, List.of(labels));
    }

    Definition combinedBy(Combination other) {
      return new Definition(type, other, stages, help, labels);
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
