package dev.winnow.scorer.judge;

import dev.winnow.scorer.ScoreReading;
import java.util.Map;

/**
 * Reads the scores that a judge's reply gives, by name of the criterion. Implementations are pure
 * and thread-safe. Only the judge's own reply is read, never the response that it was shown.
 */
@FunctionalInterface
public interface ReplyParser {
  /**
   * Returns the scores of the reply; a criterion whose score cannot be read is {@code Unusable}.
   */
  Map<String, ScoreReading> read(JudgeReply reply);
}
