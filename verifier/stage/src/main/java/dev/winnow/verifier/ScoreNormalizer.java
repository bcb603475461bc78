package dev.winnow.verifier;

import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoredBy;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.text.GeneratedText;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes scores fit for use: what a scorer says is foreign. A score that is not a finite number, or
 * is missing, is a failure of its scorer, never a number.
 */
final class ScoreNormalizer {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,48}");
  private static final int MAX_FAILURE_CHARS = 2_000;
  private static final int MAX_DETAIL_CHARS = 4_000;
  private static final int MAX_NAME_CHARS = 200;

  private ScoreNormalizer() {}

  /** Returns the score of this scorer, with finite values for all of its names or a failure. */
  static Score of(Scorer scorer, Score score) {
    Optional<ScoredBy> failed = failure(scorer, score);
    return Score.newBuilder(score)
        .setValues(failed.isPresent() ? Map.of() : score.getValues())
        .setScoredBy(bounded(failed.orElse(score.getScoredBy())))
        .build();
  }

  /** Returns the failure of a scorer whose request no worker answers. */
  static Score silent(Scorer scorer, String promptId, int index, int attempts, Instant now) {
    ScoredBy by =
        ScoredBy.newBuilder()
            .setScorer(scorer.getName())
            .setVersion("none")
            .setModel("none")
            .setFailureCode("SILENT")
            .setFailure("no score after the request was issued %d times".formatted(attempts))
            .build();
    return Score.newBuilder()
        .setPromptId(promptId)
        .setIndex(index)
        .setAttempt(attempts)
        .setScoredBy(by)
        .setScoredAt(now)
        .build();
  }

  private static Optional<ScoredBy> failure(Scorer scorer, Score score) {
    ScoredBy by = score.getScoredBy();
    if (by.getFailureCode().isPresent()) {
      return Optional.of(by);
    }
    Set<String> wanted = new HashSet<>(scorer.getScores());
    if (!score.getValues().keySet().equals(wanted)) {
      return Optional.of(failed(by, "BAD_SCORE", "wanted the scores " + scorer.getScores()));
    }
    return score.getValues().entrySet().stream()
        .filter(entry -> !Double.isFinite(entry.getValue()))
        .findFirst()
        .map(
            entry ->
                failed(
                    by,
                    "NOT_FINITE",
                    "'%s' is %s, want a finite number"
                        .formatted(entry.getKey(), entry.getValue())));
  }

  private static ScoredBy failed(ScoredBy by, String code, String words) {
    return ScoredBy.newBuilder(by).setFailureCode(code).setFailure(words).build();
  }

  private static ScoredBy bounded(ScoredBy by) {
    return ScoredBy.newBuilder(by)
        .setVersion(GeneratedText.cut(by.getVersion(), MAX_NAME_CHARS))
        .setModel(GeneratedText.cut(by.getModel(), MAX_NAME_CHARS))
        .setInputTokens(Math.max(0, by.getInputTokens()))
        .setOutputTokens(Math.max(0, by.getOutputTokens()))
        .setSeconds(Double.isFinite(by.getSeconds()) ? Math.max(0, by.getSeconds()) : 0)
        .setFailureCode(by.getFailureCode().map(ScoreNormalizer::code).orElse(null))
        .setFailure(by.getFailure().map(t -> GeneratedText.cut(t, MAX_FAILURE_CHARS)).orElse(null))
        .setDetail(by.getDetail().map(t -> GeneratedText.cut(t, MAX_DETAIL_CHARS)).orElse(null))
        .build();
  }

  private static String code(String code) {
    return CODE.matcher(code).matches() ? code : "FAILED";
  }
}
