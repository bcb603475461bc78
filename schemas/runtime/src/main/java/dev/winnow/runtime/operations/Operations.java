package dev.winnow.runtime.operations;

import dev.winnow.runtime.HealthCheck;
import dev.winnow.runtime.RepeatedWork;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.trace.StageTraces;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The operations port of a process.
 *
 * <ol>
 *   <li>{@link #connected} gives the connection that the process's stages are created with: they
 *       count there, and broker and registry are watched.
 *   <li>{@link #watch} adds a stage, or several, in the order of their start.
 *   <li>{@link #start} opens the port, before the stages start, because a start may take long.
 * </ol>
 *
 * Without an address, nothing is measured and no port is opened. The traces of the process are
 * exported either way. Thread-safe.
 */
public final class Operations implements AutoCloseable {
  private final Optional<HttpAccessConfig> access;
  private final @Nullable PrometheusMeterRegistry registry;
  private final StageMetrics metrics;
  private final StageTraces traces;
  private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable OperationsServer server;

  /** Creates a port of a process that takes part in no traces. */
  public Operations(Optional<HttpAccessConfig> access) {
    this(access, StageTraces.off());
  }

  /**
   * @param access where to listen, and who may read; empty to measure nothing
   * @param traces the traces in which the process takes part; closed with this
   */
  public Operations(Optional<HttpAccessConfig> access, StageTraces traces) {
    this.traces = traces;
    this.open.add(traces);
    this.access = access;
    this.registry =
        access.isPresent() ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT) : null;
    this.metrics = registry == null ? StageMetrics.off() : StageMetrics.of(registry);
  }

  /** Returns the metrics of the process; off without an address. */
  public StageMetrics metrics() {
    return metrics;
  }

  /**
   * Returns the same connection with the metrics and traces of this process; watches it from the
   * start on.
   */
  public synchronized KafkaConnection connected(KafkaConnection connection) {
    if (registry == null) {
      return connection.withTraces(traces);
    }
    KafkaConnection measured = connection.withMetrics(metrics).withTraces(traces);
    // The watch has a client of its own, which does not count.
    DependencyHealth dependencies = new DependencyHealth();
    RepeatedWork watching =
        new RepeatedWork("dependencies", () -> new DependencyWatch(connection, dependencies));
    checks.addAll(dependencies.checks());
    open.add(watching);
    watching.start();
    return measured;
  }

  /** Adds the checks of a stage to those of the process. */
  public void watch(Stage stage) {
    checks.addAll(stage.checks());
  }

  /**
   * Opens the port and begins to measure the process; returns when it is listening.
   *
   * @throws IllegalStateException if the address must not or cannot be bound
   */
  public synchronized void start() {
    if (registry == null) {
      return;
    }
    ProcessMetrics process = new ProcessMetrics(registry, metrics, checks);
    open.add(process);
    OperationsServer started =
        OperationsServer.start(access.orElseThrow(), registry, checks, process::everySecond);
    open.add(started);
    server = started;
    checks.add(new HealthCheck("operations-port", started::health));
  }

  /** Returns the address of the port; empty before the start, and without a port. */
  public synchronized Optional<URI> uri() {
    return Optional.ofNullable(server).map(OperationsServer::uri);
  }

  /** Returns the routes of the port with the roles that they need; none before the start. */
  public synchronized List<GuardedRoutes.Rule> rules() {
    return server == null ? List.of() : server.rules();
  }

  /** Closes the port last of all that the process has open. May be called twice. */
  @Override
  public synchronized void close() {
    for (AutoCloseable closing : open.reversed()) {
      try {
        closing.close();
      } catch (Exception e) {
        throw new IllegalStateException("the operations port was not closed", e);
      }
    }
    open.clear();
  }
}
