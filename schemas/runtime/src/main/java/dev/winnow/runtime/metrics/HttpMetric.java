package dev.winnow.runtime.metrics;

import static dev.winnow.runtime.metrics.Metric.Definition.counter;
import static dev.winnow.runtime.metrics.Metric.Definition.histogram;

import java.util.List;
import java.util.Set;

/** What is asked of the gateway. */
public enum HttpMetric implements Metric {
  HTTP_REQUESTS_TOTAL(
      counter(
          Set.of(StageName.GATEWAY),
          "Requests that the gateway has answered, or whose client has gone",
          MetricLabel.ROUTE,
          MetricLabel.METHOD,
          MetricLabel.STATUS)),
  HTTP_REQUEST_SECONDS(
      histogram(
          Set.of(StageName.GATEWAY),
          "Time from a request's head to the end of its answer; of a stream of events, as long as"
              + " it was open",
          List.of(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0),
          MetricLabel.ROUTE));

  private final Definition definition;

  HttpMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
