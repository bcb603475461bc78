package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The best accepted response with the worst of all, then the second best with the second worst, and
 * so on; for one pair the max-min rule of RLHF pipelines such as RLHF Workflow (arXiv 2405.07863).
 */
final class MaxMinPairs implements PairPolicy {
  /** The policy has no options. */
  record Options() {}

  /** Provides the policy {@code max_min}. */
  public static final class Plugin implements PairPlugin<Options> {
    @Override
    public String name() {
      return "max_min";
    }

    @Override
    public String summary() {
      return "the highest score with the lowest, then the second highest with the second lowest";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public PairPolicy create(Options options) {
      return new MaxMinPairs();
    }
  }

  @Override
  public Stream<PairChoice> propose(PairPool pool, CandidateDraws draws) {
    List<RatedResponse> best = RatedResponse.bestFirst(pool.accepted());
    List<RatedResponse> worst = RatedResponse.bestFirst(pool.all()).reversed();
    return IntStream.range(0, Math.min(best.size(), worst.size()))
        .mapToObj(i -> new PairChoice(best.get(i), worst.get(i)));
  }
}
