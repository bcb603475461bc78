package dev.winnow.runtime.access;

import dev.winnow.runtime.metrics.HttpMetric;
import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.LabelledHistogram;
import dev.winnow.runtime.metrics.MetricLabel;
import dev.winnow.runtime.metrics.StageMetrics;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * Counts requests by the declared route that they match, and measures how long they take.
 *
 * <p>The path of a request is never a label: only the declared paths are, with their parameters'
 * names. A request that matches none has the route and method {@value MetricLabel#NONE}, whatever
 * its method is. Thread-safe.
 */
final class RequestMeter {
  private static final String ROUTE = "winnow.route";
  private static final String CLOSED = "closed";
  private static final int STATUSES_OF_A_CLASS = 100;

  private final LabelledCounter requests;
  private final LabelledHistogram seconds;

  RequestMeter(StageMetrics metrics) {
    this.requests = metrics.counter(HttpMetric.HTTP_REQUESTS_TOTAL);
    this.seconds = metrics.histogram(HttpMetric.HTTP_REQUEST_SECONDS);
  }

  /** Begins to measure a request. */
  void begin(RoutingContext context) {
    long start = System.nanoTime();
    context.addEndHandler(
        ended -> {
          String path = context.get(ROUTE, MetricLabel.NONE);
          boolean isDeclared = !path.equals(MetricLabel.NONE);
          requests.increment(
              path,
              isDeclared ? context.request().method().name() : MetricLabel.NONE,
              ended.succeeded() ? statusClass(context.response().getStatusCode()) : CLOSED);
          seconds.record((System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1), path);
        });
    context.next();
  }

  /** Remembers the declared path that a request matches. */
  static void matched(RoutingContext context, String path) {
    context.put(ROUTE, path);
    context.next();
  }

  private static String statusClass(int status) {
    return status / STATUSES_OF_A_CLASS + "xx";
  }
}
