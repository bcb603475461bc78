package dev.winnow.training;

import dev.winnow.transformer.Conversation;
import dev.winnow.transformer.Reward;
import dev.winnow.transformer.RewardModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a reward model ranks an accepted response above a rejected one of the same prompt.
 *
 * @param families the counts of each family
 */
public record RankingAccuracy(Map<String, Count> families) {
  private static final int PROMPTS_AT_ONCE = 64;

  /**
   * Pairs of a family.
   *
   * @param pairs number of pairs with a score on both sides
   * @param right pairs ranked right; equal scores count half
   * @param unscored responses without a score
   */
  public record Count(long pairs, double right, long unscored) {
    private static final Count NONE = new Count(0, 0, 0);

    /** Returns the fraction ranked right; NaN without pairs. */
    public double accuracy() {
      return right / pairs;
    }

    private Count plus(Count other) {
      return new Count(pairs + other.pairs, right + other.right, unscored + other.unscored);
    }
  }

  /** Measures a model on all pairs of these examples. */
  public static RankingAccuracy of(RewardModel model, List<RewardExample> examples) {
    Map<String, Count> families = new TreeMap<>();
    List<RewardExample> paired = examples.stream().filter(RewardExample::hasPairs).toList();
    for (int i = 0; i < paired.size(); i += PROMPTS_AT_ONCE) {
      measure(model, paired.subList(i, Math.min(paired.size(), i + PROMPTS_AT_ONCE)), families);
    }
    return new RankingAccuracy(families);
  }

  /** Returns the counts of all families together. */
  public Count all() {
    return families.values().stream().reduce(Count.NONE, Count::plus);
  }

  private static void measure(
      RewardModel model, Collection<RewardExample> examples, Map<String, Count> families) {
    List<Conversation> texts = new ArrayList<>();
    for (RewardExample example : examples) {
      example.accepted().forEach(text -> texts.add(Conversation.of(example.prompt(), text)));
      example.rejected().forEach(text -> texts.add(Conversation.of(example.prompt(), text)));
    }
    List<Reward> rewards = model.score(texts);
    int from = 0;
    for (RewardExample example : examples) {
      int middle = from + example.accepted().size();
      int to = middle + example.rejected().size();
      families.merge(
          example.family(),
          count(rewards.subList(from, middle), rewards.subList(middle, to)),
          Count::plus);
      from = to;
    }
  }

  private static Count count(List<Reward> accepted, List<Reward> rejected) {
    List<Double> above = logits(accepted);
    List<Double> below = logits(rejected);
    double right = 0;
    for (double high : above) {
      for (double low : below) {
        right += high > low ? 1 : high == low ? 0.5 : 0;
      }
    }
    long unscored = accepted.size() + rejected.size() - above.size() - below.size();
    return new Count((long) above.size() * below.size(), right, unscored);
  }

  private static List<Double> logits(List<Reward> rewards) {
    return rewards.stream()
        .filter(Reward.Scored.class::isInstance)
        .map(reward -> ((Reward.Scored) reward).logit())
        .toList();
  }
}
