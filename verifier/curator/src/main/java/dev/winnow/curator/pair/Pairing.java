package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A recipe's pair policy with its settings. Immutable and thread-safe.
 *
 * @param orderByScore whether the policy orders by score
 */
public record Pairing(String name, PairPolicy policy, boolean orderByScore, PairSettings settings) {
  /** Proposals that are looked at for each pair wanted, so that a bad prompt costs little. */
  private static final int MAX_PROPOSALS = 1_000;

  private static final Comparator<CuratedPair> EASY_FIRST =
      Comparator.<CuratedPair>comparingDouble(pair -> Math.abs(pair.choice().margin().orElse(0)))
          .reversed();

  /**
   * Returns the pairs of one prompt.
   *
   * @param responses accepted and rejected ones, judged alike, in index order
   * @param made ids of pairs that were made before; they count towards the most per prompt
   */
  public List<CuratedPair> pairs(
      List<RatedResponse> responses, Set<String> made, CandidateDraws draws) {
    int most = settings.perPrompt() - made.size();
    if (most <= 0) {
      return List.of();
    }
    PairRules rules = new PairRules(settings, orderByScore);
    Set<Set<Integer>> taken = new HashSet<>();
    Stream<CuratedPair> pairs =
        policy
            .propose(pool(responses), draws)
            .limit((long) settings.perPrompt() * MAX_PROPOSALS)
            .flatMap(proposed -> rules.apply(proposed).stream())
            .filter(pair -> taken.add(sides(pair.choice())))
            .filter(pair -> !isMade(pair.choice(), made))
            .limit(most);
    return settings.order() == PairSettings.PairOrder.EASY_TO_HARD
        ? pairs.sorted(EASY_FIRST).toList()
        : pairs.toList();
  }

  private PairPool pool(List<RatedResponse> responses) {
    Set<String> texts = new HashSet<>();
    return new PairPool(
        responses.stream()
            .filter(response -> !orderByScore || response.score().isPresent())
            .sorted(RatedResponse.BY_ID)
            .filter(response -> texts.add(response.text()))
            .map(this::penalized)
            .toList());
  }

  private RatedResponse penalized(RatedResponse response) {
    if (settings.lengthPenalty() == 0 || response.score().isEmpty()) {
      return response;
    }
    double penalty = settings.lengthPenalty() * response.tokens();
    return response.rated(OptionalDouble.of(response.rating() - penalty));
  }

  private static Set<Integer> sides(PairChoice pair) {
    return Set.of(pair.chosen().index(), pair.rejected().index());
  }

  /** The same two responses are never in two pairs, not even the other way round. */
  private static boolean isMade(PairChoice pair, Set<String> made) {
    String prefix = pair.chosen().promptId() + "/";
    int one = pair.chosen().index();
    int other = pair.rejected().index();
    return made.contains(prefix + one + "-" + other) || made.contains(prefix + other + "-" + one);
  }
}
