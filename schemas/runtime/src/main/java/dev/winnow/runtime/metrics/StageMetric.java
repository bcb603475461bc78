package dev.winnow.runtime.metrics;

import static dev.winnow.runtime.metrics.Metric.Definition.counter;
import static dev.winnow.runtime.metrics.Metric.Definition.gauge;

import dev.winnow.runtime.metrics.Metric.Combination;
import dev.winnow.runtime.metrics.Metric.Definition;
import java.util.Set;

/** What several stages have in common. */
public enum StageMetric implements Metric {
  READY(
      gauge(
              StageName.ALL,
              "1 while the stage or dependency is ready, as /readyz has it, else 0",
              MetricLabel.CHECK)
          .combinedBy(Combination.MIN)),
  RESIDENT_MEMORY_BYTES(
      gauge(
          StageName.ALL,
          "Memory of the process in RAM, heap and native; NaN where the system does not tell")),
  DEAD_LETTERS_TOTAL(
      counter(
          StageName.ALL_BUT_GATEWAY,
          "Records that were sent to the dead letters",
          MetricLabel.STAGE,
          MetricLabel.REASON)),
  LAG_RECORDS(
      gauge(
              Set.of(StageName.PLANNER, StageName.VERIFIER, StageName.CURATOR, StageName.SINK),
              "Records of a topic that the stage has not processed: of the whole group for a"
                  + " Streams stage, of this process's partitions for the sink",
              MetricLabel.STAGE,
              MetricLabel.TOPIC)
          .combinedBy(Combination.GREATEST)),
  STREAM_THREAD_DEATHS_TOTAL(
      counter(
          StageName.STREAMS,
          "Threads of a Streams stage that died and were replaced",
          MetricLabel.STAGE)),
  RESTORE_REMAINING_RECORDS(
      gauge(
          StageName.STREAMS,
          "Records of state that the stage has to restore yet before it processes records",
          MetricLabel.STAGE)),
  QUEUE_REQUESTS(
      gauge(
              Set.of(StageName.PLANNER, StageName.VERIFIER),
              "Requests of a pool that are not acknowledged, those in work included",
              MetricLabel.QUEUE,
              MetricLabel.POOL)
          .combinedBy(Combination.GREATEST)),
  QUEUE_OLDEST_AGE_SECONDS(
      gauge(
              Set.of(StageName.PLANNER, StageName.VERIFIER),
              "Age of the oldest request of a pool that is not acknowledged; 0 without one",
              MetricLabel.QUEUE,
              MetricLabel.POOL)
          .combinedBy(Combination.GREATEST)),
  POOL_READY(
      gauge(
              Set.of(StageName.PLANNER, StageName.VERIFIER),
              "1 while a worker of the pool can work, 0 while none can or none is there",
              MetricLabel.QUEUE,
              MetricLabel.POOL)
          .combinedBy(Combination.MIN));

  private final Definition definition;

  StageMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
