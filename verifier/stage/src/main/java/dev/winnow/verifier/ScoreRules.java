package dev.winnow.verifier;

import dev.winnow.schemas.Score;
import dev.winnow.schemas.rules.Keys;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/** The rules for every score, needed because anyone may write to the topic. */
final class ScoreRules {
  /** Maximum size of a score: far more than the numbers and the words of one scorer need. */
  private static final int MAX_SCORE_BYTES = 256 << 10;

  private ScoreRules() {}

  /** Returns the first rule that this record's score breaks; empty when it may count. */
  static Optional<Bad<Score>> broken(Record<byte[], byte[]> record, Score score) {
    if (record.value().length > MAX_SCORE_BYTES) {
      return Optional.of(
          new Bad<>(
              "TOO_LARGE",
              "%d bytes, a score may have at most %d"
                  .formatted(record.value().length, MAX_SCORE_BYTES)));
    }
    return Violation.outside("index", score.getIndex(), 0, RecipeRules.MAX_CANDIDATES - 1)
        .map(violation -> new Bad<Score>("INVALID_SCORE", violation.toString()))
        .or(() -> Keys.mismatch(record.key(), score.getPromptId()));
  }
}
