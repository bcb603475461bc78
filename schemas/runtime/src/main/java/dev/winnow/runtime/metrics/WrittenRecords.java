package dev.winnow.runtime.metrics;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.Verdict;
import java.time.Duration;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a stage decides, at the one place where it writes its records. Counts of a
 * transaction that is rolled back stay. Thread-safe.
 */
public final class WrittenRecords {
  private static final double MILLIS = Duration.ofSeconds(1).toMillis();

  private final boolean isOn;
  private final String stage;
  private final LabelledCounter verdicts;
  private final LabelledCounter ordered;
  private final LabelledCounter reissues;
  private final LabelledCounter ended;
  private final LabelledHistogram durations;
  private final LabelledCounter scoresOrdered;
  private final LabelledCounter selected;
  private final LabelledCounter pairs;
  private final LabelledCounter deadLetters;

  /** Creates a counter of the records of this stage. */
  public WrittenRecords(StageMetrics metrics, String stage) {
    this.isOn = metrics.isOn();
    this.stage = stage;
    this.verdicts = metrics.counter(PromptMetric.VERDICTS_TOTAL);
    this.ordered = metrics.counter(PromptMetric.CANDIDATES_ORDERED_TOTAL);
    this.reissues = metrics.counter(PromptMetric.REISSUES_TOTAL);
    this.ended = metrics.counter(PromptMetric.PROMPTS_ENDED_TOTAL);
    this.durations = metrics.histogram(PromptMetric.PROMPT_DURATION_SECONDS);
    this.scoresOrdered = metrics.counter(PromptMetric.SCORES_ORDERED_TOTAL);
    this.selected = metrics.counter(PromptMetric.SELECTED_TOTAL);
    this.pairs = metrics.counter(PromptMetric.PAIRS_TOTAL);
    this.deadLetters = metrics.counter(StageMetric.DEAD_LETTERS_TOTAL);
  }

  /** Counts a record that is written; null is a tombstone, which is not counted. */
  public void count(@Nullable SpecificRecord record) {
    if (!isOn || record == null) {
      return;
    }
    switch (record) {
      case Verdict verdict -> count(verdict);
      case SamplingRequest request -> count(request);
      case ScoringRequest request -> count(request);
      case Progress progress -> count(progress);
      case Sample sample -> count(sample);
      case Pair pair -> pairs.increment(pair.getRecipe());
      case DeadLetter letter -> deadLetters.increment(stage, letter.getReason());
      default -> {}
    }
  }

  private void count(Verdict verdict) {
    if (verdict.getReplaces().isEmpty()) {
      verdicts.increment(verdict.getRecipe(), lower(verdict.getOutcome()), verdict.getReason());
    }
  }

  private void count(SamplingRequest request) {
    if (request.getAttempt() == 0) {
      ordered.add(request.getCount(), request.getPrompt().getRecipe(), request.getPool());
    } else {
      reissues.increment(stage, request.getPool());
    }
  }

  private void count(ScoringRequest request) {
    String pool = request.getScorer().getPool();
    if (request.getAttempt() == 0) {
      scoresOrdered.increment(pool, request.getScorer().getName());
    } else {
      reissues.increment(stage, pool);
    }
  }

  private void count(Progress progress) {
    if (PromptStates.hasEnded(progress)) {
      String reason = progress.getReasonCode().orElse(MetricLabel.NONE);
      ended.increment(progress.getRecipe(), lower(progress.getState()), reason);
      durations.record(
          Math.max(0, Duration.between(progress.getStartedAt(), progress.getUpdatedAt()).toMillis())
              / MILLIS,
          progress.getRecipe());
    }
  }

  /** The verifier's rows are counted as verdicts. */
  private void count(Sample sample) {
    if (sample.getSelectedAs().isPresent()) {
      selected.increment(sample.getRecipe());
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
