package dev.winnow.scorer.judge;

import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.ScoreReading.Unusable;
import dev.winnow.scorer.ScoreReading.Value;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a judge said of one candidate so far: votes, unreadable replies and cost. Not thread-safe.
 */
final class JudgeTally {
  private static final int MAX_REPLY_CHARS = 3_000;

  private final long start = System.nanoTime();
  private final Map<String, List<ScoreReading>> votes = new LinkedHashMap<>();
  private Optional<String> unreadable = Optional.empty();
  private long inputTokens;
  private long outputTokens;

  JudgeTally(List<String> names) {
    names.forEach(name -> votes.put(name, new ArrayList<>()));
  }

  /** Adds one vote: a reading for each criterion. */
  void add(Map<String, ScoreReading> readings) {
    votes.forEach(
        (name, all) ->
            all.add(readings.getOrDefault(name, new Unusable("the reply has no '" + name + "'"))));
  }

  /** Adds what a reply cost. */
  void spend(long input, long output) {
    inputTokens += input;
    outputTokens += output;
  }

  /** Keeps a reply that could not be read; the latest is kept. */
  void keepUnreadable(String reply) {
    unreadable = Optional.of(GeneratedText.cut(reply, MAX_REPLY_CHARS));
  }

  ScoringCost cost() {
    return new ScoringCost(
        inputTokens, outputTokens, ScoringCost.seconds(System.nanoTime() - start));
  }

  /** Returns a failure with everything that is known so far. */
  Failed failed(String code, String reason) {
    return new Failed(code, reason, cost(), unreadable);
  }

  /**
   * Returns the result of all votes.
   *
   * @param scores names of the scores, by the name of the criterion in replies
   */
  ScoringResult result(Votes rule, Map<String, String> scores) {
    Map<String, Double> values = new HashMap<>();
    for (Map.Entry<String, List<ScoreReading>> criterion : votes.entrySet()) {
      ScoreReading combined = rule.combine(criterion.getValue());
      if (combined instanceof Unusable unusable) {
        boolean isUnread = criterion.getValue().stream().anyMatch(Unusable.class::isInstance);
        return new Failed(
            isUnread ? ScoringResult.UNPARSABLE : "NO_AGREEMENT",
            criterion.getKey() + ": " + unusable.reason(),
            cost(),
            isUnread ? unreadable : Optional.of(shown()));
      }
      String name = scores.getOrDefault(criterion.getKey(), criterion.getKey());
      values.put(name, ((Value) combined).value());
    }
    boolean isSeveral = votes.values().stream().anyMatch(all -> all.size() > 1);
    return new Values(values, cost(), isSeveral ? Optional.of(shown()) : Optional.empty());
  }

  private String shown() {
    StringBuilder text = new StringBuilder("votes:");
    votes.forEach(
        (name, all) ->
            text.append(' ')
                .append(name)
                .append(' ')
                .append(all.stream().map(this::shown).toList()));
    return text.toString();
  }

  private String shown(ScoreReading reading) {
    return reading instanceof Value value ? String.valueOf(value.value()) : "unreadable";
  }
}
