package dev.winnow.runtime.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All metrics of the service, and the table that documents them. */
public final class MetricTable {
  private MetricTable() {}

  /** Returns every metric, in the order of the table. */
  public static List<Metric> all() {
    return Stream.<Metric[]>of(
            StageMetric.values(),
            PromptMetric.values(),
            WorkerMetric.values(),
            SinkMetric.values(),
            HttpMetric.values(),
            KafkaClientMetric.values(),
            RocksDbMetric.values())
        .flatMap(Arrays::stream)
        .toList();
  }

  /** Returns the metrics that a stage exports. */
  public static List<Metric> of(StageName stage) {
    return all().stream().filter(metric -> metric.definition().stages().contains(stage)).toList();
  }

  /** Returns the table of metrics in Markdown, one line each. */
  public static List<String> metrics() {
    return Stream.concat(
            Stream.of(
                "| metric | type | labels | stages | meaning |", "| --- | --- | --- | --- | --- |"),
            all().stream().map(MetricTable::row))
        .toList();
  }

  /** Returns the table of labels in Markdown, one line each. */
  public static List<String> labels() {
    return Stream.concat(
            Stream.of("| label | most values | meaning |", "| --- | --- | --- |"),
            Arrays.stream(MetricLabel.values())
                .map(
                    label ->
                        "| `%s` | %d | %s |"
                            .formatted(label.key(), label.maxValues(), label.help())))
        .toList();
  }

  private static String row(Metric metric) {
    String labels =
        metric.labels().stream()
            .map(label -> "`%s`".formatted(label.key()))
            .collect(Collectors.joining(", "));
    String stages =
        metric.definition().stages().size() == StageName.values().length
            ? "all"
            : metric.definition().stages().stream()
                .sorted()
                .map(StageName::text)
                .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            metric.metricName(), metric.definition().type().text(), labels, stages, metric.help());
  }
}
