package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.List;
import java.util.stream.Stream;

/**
 * The best accepted response with others at random, as UltraFeedback's binarized form and Tülu 3
 * (arXiv 2411.15124, section 5) pair them.
 */
final class ChosenRandomPairs implements PairPolicy {
  /** The policy has no options. */
  record Options() {}

  /** Provides the policy {@code chosen_random}. */
  public static final class Plugin implements PairPlugin<Options> {
    @Override
    public String name() {
      return "chosen_random";
    }

    @Override
    public String summary() {
      return "the highest score with others at random (UltraFeedback, Tülu 3)";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public PairPolicy create(Options options) {
      return new ChosenRandomPairs();
    }
  }

  @Override
  public Stream<PairChoice> propose(PairPool pool, CandidateDraws draws) {
    List<RatedResponse> best = RatedResponse.bestFirst(pool.accepted());
    if (best.isEmpty()) {
      return Stream.of();
    }
    return draws.shuffle(pool.all(), 0).stream()
        .map(other -> new PairChoice(best.getFirst(), other));
  }
}
