package dev.winnow.scorer.stage;

import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.MetricLabel;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.metrics.WorkerMetric;
import dev.winnow.runtime.share.WorkerMeter;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoringRequest;

/**
 * Counts the scores of one worker. Thread-safe.
 *
 * @param role the type of its scorers
 */
record ScoreMeter(LabelledCounter scores, WorkerMeter worker, String pool, String role) {
  static ScoreMeter of(StageMetrics metrics, WorkerMeter worker, String pool, String role) {
    return new ScoreMeter(metrics.counter(WorkerMetric.SCORES_TOTAL), worker, pool, role);
  }

  void published(ScoringRequest request, Score score) {
    String failure = score.getScoredBy().getFailureCode().orElse(MetricLabel.NONE);
    boolean hasFailed = score.getScoredBy().getFailureCode().isPresent();
    scores.increment(pool, request.getScorer().getName(), hasFailed ? "failed" : "scored", failure);
    worker.tokens(
        role,
        request.getPrompt().getRecipe(),
        score.getScoredBy().getInputTokens(),
        score.getScoredBy().getOutputTokens());
  }
}
