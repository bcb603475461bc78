package dev.winnow.scorer.stage;

import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoredBy;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the records of scores. A score that is not a finite number, or not one that was ordered,
 * becomes a failure, because the verifier decides by the record.
 *
 * @param version type and version of the code that scores
 * @param model name of the model
 */
record ScoreFactory(String version, String model) {
  private static final int MAX_FAILURE_CHARS = 2_000;
  private static final int MAX_DETAIL_CHARS = 4_000;

  static {
    AvroTrust.install();
  }

  /** Returns the record of a result. */
  Score of(ScoringRequest request, ScoringResult result, Instant now) {
    return switch (result) {
      case Failed failed -> failure(request, failed, now);
      case Values values ->
          problem(request.getScorer().getScores(), values)
              .map(failed -> failure(request, failed, now))
              .orElseGet(() -> record(request, values.values(), scoredBy(request, values), now));
    };
  }

  private Score failure(ScoringRequest request, Failed failed, Instant now) {
    ScoredBy by =
        ScoredBy.newBuilder(scoredBy(request, failed))
            .setFailureCode(failed.code())
            .setFailure(stored(failed.reason(), MAX_FAILURE_CHARS))
            .build();
    return record(request, Map.of(), by, now);
  }

  private static Score record(
      ScoringRequest request, Map<String, Double> values, ScoredBy by, Instant now) {
    return Score.newBuilder()
        .setPromptId(request.getPrompt().getId())
        .setIndex(request.getIndex())
        .setRevision(request.getRevision())
        .setAttempt(request.getAttempt())
        .setValues(values)
        .setScoredBy(by)
        .setScoredAt(now)
        .build();
  }

  private ScoredBy scoredBy(ScoringRequest request, ScoringResult result) {
    return ScoredBy.newBuilder()
        .setScorer(request.getScorer().getName())
        .setVersion(version)
        .setModel(model)
        .setInputTokens(result.cost().inputTokens())
        .setOutputTokens(result.cost().outputTokens())
        .setSeconds(result.cost().seconds())
        .setDetail(result.detail().map(text -> stored(text, MAX_DETAIL_CHARS)).orElse(null))
        .build();
  }

  private static Optional<Failed> problem(List<String> wanted, Values values) {
    if (!values.values().keySet().equals(new HashSet<>(wanted))) {
      return Optional.of(
          new Failed(
              ScoringResult.BAD_ANSWER,
              "the scorer gave the scores %s, ordered were %s"
                  .formatted(values.values().keySet(), wanted),
              values.cost(),
              values.detail()));
    }
    return values.values().values().stream().allMatch(Double::isFinite)
        ? Optional.empty()
        : Optional.of(
            new Failed(
                ScoringResult.NOT_FINITE,
                "the scorer gave %s, want finite numbers".formatted(values.values()),
                values.cost(),
                values.detail()));
  }

  /** Foreign text may have half of a surrogate pair, which cannot be written. */
  private static String stored(String text, int maxChars) {
    String cut = GeneratedText.cut(text, maxChars);
    if (GeneratedText.isWellFormed(cut)) {
      return cut;
    }
    StringBuilder mended = new StringBuilder(cut.length());
    cut.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
        .forEach(mended::appendCodePoint);
    return mended.toString();
  }
}
