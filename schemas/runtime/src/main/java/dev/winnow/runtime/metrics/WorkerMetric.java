package dev.winnow.runtime.metrics;

import static dev.winnow.runtime.metrics.Metric.Definition.counter;
import static dev.winnow.runtime.metrics.Metric.Definition.gauge;

import dev.winnow.runtime.metrics.Metric.Definition;
import java.util.Set;

/**
 * What the workers of pools do. Each counter counts work of this process: a request that was
 * delivered twice counts twice.
 */
public enum WorkerMetric implements Metric {
  CANDIDATES_TOTAL(
      counter(
          Set.of(StageName.SYNTHESIZER),
          "Candidates that workers have published, by how they finished",
          MetricLabel.RECIPE,
          MetricLabel.POOL,
          MetricLabel.FINISH)),
  SCORES_TOTAL(
      counter(
          Set.of(StageName.SCORER),
          "Scores that workers have published, by scorer and outcome; none is the reason of those"
              + " that did not fail",
          MetricLabel.POOL,
          MetricLabel.SCORER,
          MetricLabel.OUTCOME,
          MetricLabel.REASON)),
  TOKENS_TOTAL(
      counter(
          StageName.WORKERS,
          "Tokens of models by role; the input tokens of the policy are not known and not counted",
          MetricLabel.ROLE,
          MetricLabel.DIRECTION,
          MetricLabel.POOL,
          MetricLabel.RECIPE)),
  COST_TOTAL(
      counter(
          StageName.WORKERS,
          "Price of those tokens, in the currency of the worker's prices; absent without a price",
          MetricLabel.ROLE,
          MetricLabel.POOL,
          MetricLabel.RECIPE)),
  INFLIGHT_REQUESTS(
      gauge(
          StageName.WORKERS,
          "Requests that the workers of this process hold",
          MetricLabel.STAGE,
          MetricLabel.POOL)),
  INFLIGHT_CANDIDATES(
      gauge(
          Set.of(StageName.SYNTHESIZER),
          "Candidates of those requests that are not published yet",
          MetricLabel.POOL)),
  ENGINE_BATCH_FILL_RATIO(
      gauge(
              StageName.WORKERS,
              "Part of the engine's places that is in use, 0 to 1: of rows of a model in this"
                  + " process, of batches or of requests to a server; NaN where it is not known",
              MetricLabel.STAGE,
              MetricLabel.POOL)
          .combinedBy(Metric.Combination.MIN)),
  ENGINE_TOKENS_TOTAL(
      counter(
          Set.of(StageName.SYNTHESIZER),
          "Tokens that the engine has generated, those of unfinished candidates included where the"
              + " model runs in this process; its rate is tokens per second",
          MetricLabel.POOL)),
  MODEL_VERSION(
      gauge(
              Set.of(StageName.SYNTHESIZER),
              "Version of the model that samples: trainings since its base; NaN where it is not"
                  + " known",
              MetricLabel.POOL)
          .combinedBy(Metric.Combination.MIN)),
  MODEL_SWAPS_TOTAL(
      counter(
          Set.of(StageName.SYNTHESIZER),
          "Changes of the model's directory, by whether the new model was swapped in or did not"
              + " load",
          MetricLabel.POOL,
          MetricLabel.RESULT)),
  REQUESTS_TOTAL(
      counter(
          StageName.WORKERS,
          "Requests that workers have finished, by how they were acknowledged",
          MetricLabel.STAGE,
          MetricLabel.POOL,
          MetricLabel.RESULT)),
  REDELIVERIES_TOTAL(
      counter(
          StageName.WORKERS,
          "Requests that were delivered for a second or later time",
          MetricLabel.STAGE,
          MetricLabel.POOL)),
  LOCK_RENEWALS_TOTAL(
      counter(
          StageName.WORKERS,
          "Locks of requests that were renewed",
          MetricLabel.STAGE,
          MetricLabel.POOL)),
  LOCKS_LOST_TOTAL(
      counter(
          StageName.WORKERS,
          "Locks that were lost while the request was in work",
          MetricLabel.STAGE,
          MetricLabel.POOL)),
  SERVER_UNAVAILABLE_SECONDS_TOTAL(
      counter(
          StageName.WORKERS,
          "Time in which a model server was throttled or blocked, to the second; absent for a"
              + " worker without a server",
          MetricLabel.SERVER,
          MetricLabel.STATE));

  private final Definition definition;

  WorkerMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
