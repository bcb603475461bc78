package dev.winnow.scorer.judge;

import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.judge.JudgeReply.Alternative;
import dev.winnow.scorer.judge.JudgeReply.Token;
import java.util.Map;

/**
 * Reads the mean of a rating token, weighted by the probabilities of its alternatives (G-Eval, <a
 * href="https://arxiv.org/abs/2303.16634">arXiv 2303.16634</a>). The rating is the last token of
 * the reply that is one of the ratings.
 *
 * @param criterion name of the score
 * @param ratings value of each token, such as {@code "1"} to {@code "5"}
 * @param leastMass least probability that the ratings must have together, in [0, 1]: below it the
 *     judge was about to say something else
 */
public record RatingTokens(String criterion, Map<String, Double> ratings, double leastMass)
    implements ReplyParser {
  public RatingTokens {
    ratings = Map.copyOf(ratings);
  }

  @Override
  public Map<String, ScoreReading> read(JudgeReply reply) {
    return Map.of(criterion, reading(reply));
  }

  private ScoreReading reading(JudgeReply reply) {
    for (Token token : reply.tokens().reversed()) {
      if (ratings.containsKey(token.text().strip())) {
        return mean(token);
      }
    }
    return new ScoreReading.Unusable(
        reply.tokens().isEmpty()
            ? "the server gave no probabilities; it must support logprobs and top_logprobs"
            : "the reply holds no rating token");
  }

  private ScoreReading mean(Token token) {
    double mass = 0;
    double sum = 0;
    for (Alternative alternative : token.alternatives()) {
      Double value = ratings.get(alternative.text().strip());
      if (value != null) {
        double probability = Math.exp(alternative.logprob());
        mass += probability;
        sum += probability * value;
      }
    }
    if (!(mass >= leastMass) || mass == 0) {
      return new ScoreReading.Unusable(
          "the ratings have a probability of %.3f together, want at least %.3f"
              .formatted(mass, leastMass));
    }
    return ScoreReading.of(sum / mass);
  }
}
