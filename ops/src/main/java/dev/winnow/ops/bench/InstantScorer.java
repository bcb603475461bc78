package dev.winnow.ops.bench;

import dev.winnow.schemas.ScoringRequest;
import dev.winnow.scorer.BatchLimits;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.reward.RewardOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scorer that answers at once: what is left is the stream itself. */
final class InstantScorer implements ScorerEngine<RewardOptions> {
  private static final BatchLimits LIMITS =
      new BatchLimits(64, Long.MAX_VALUE, Duration.ofMillis(5));

  @Override
  public List<ScoringResult> score(RewardOptions options, List<ScoringRequest> requests) {
    return requests.stream().map(InstantScorer::score).toList();
  }

  private static ScoringResult score(ScoringRequest request) {
    double value = request.getIndex() % 2 == 0 ? 1 : -1;
    return new ScoringResult.Values(
        Map.of(request.getScorer().getName(), value), new ScoringCost(100, 0, 0), Optional.empty());
  }

  @Override
  public BatchLimits limits() {
    return LIMITS;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public String version() {
    return "instant/1";
  }

  @Override
  public String model() {
    return "instant";
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
