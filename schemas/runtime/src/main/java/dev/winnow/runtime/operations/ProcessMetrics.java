package dev.winnow.runtime.operations;

import dev.winnow.runtime.HealthCheck;
import dev.winnow.runtime.http.throttle.ServerGates;
import dev.winnow.runtime.metrics.GaugeRows;
import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.StageMetric;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.metrics.WorkerMetric;
import dev.winnow.schemas.WorkerState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What is measured of a process as a whole: its JVM, memory, health and servers. */
final class ProcessMetrics implements AutoCloseable {
  private final List<HealthCheck> checks;
  private final GaugeRows ready;
  private final LabelledCounter unavailable;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final StageMetrics.Registration memory;

  /**
   * @param checks may grow
   */
  ProcessMetrics(MeterRegistry registry, StageMetrics metrics, List<HealthCheck> checks) {
    this.checks = checks;
    this.ready = metrics.gaugeRows(StageMetric.READY);
    this.unavailable = metrics.counter(WorkerMetric.SERVER_UNAVAILABLE_SECONDS_TOTAL);
    this.memory = metrics.gauge(StageMetric.RESIDENT_MEMORY_BYTES, ResidentMemory::bytes);
    Stream.<MeterBinder>of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new JvmInfoMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics(),
            collections)
        .forEach(binder -> binder.bindTo(registry));
  }

  /** Called every second. */
  void everySecond() {
    Map<List<String>, Double> rows = new HashMap<>();
    for (HealthCheck check : checks) {
      rows.merge(List.of(check.name()), check.health().get().isOk() ? 1.0 : 0.0, Math::min);
    }
    ready.set(rows);
    ServerGates.statuses()
        .forEach(
            (server, status) -> {
              for (WorkerState state : List.of(WorkerState.THROTTLED, WorkerState.BLOCKED)) {
                unavailable.add(
                    status.state() == state ? 1 : 0, server, state.name().toLowerCase(Locale.ROOT));
              }
            });
  }

  @Override
  public void close() {
    memory.close();
    ready.close();
    collections.close();
  }
}
