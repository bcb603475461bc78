package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.Distinctness;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.schemas.similar.MinHash;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An accepted response with the rejected one that is most like it, so that the pair shows a subtle
 * error, as the refinement pairs of SPaR (arXiv 2412.11605) do. The best accepted responses come
 * first, or random ones where there are no scores. At most {@value #MAX_SIDE} of each side are
 * compared.
 */
final class ClosestPairs implements PairPolicy {
  private static final int MAX_SIDE = 256;

  /** The policy has no options. */
  record Options() {}

  private record Signed(RatedResponse response, MinHash signature) {
    static Signed of(RatedResponse response) {
      return new Signed(response, MinHash.of(response.text(), Distinctness.SHINGLE_WORDS));
    }
  }

  /** Provides the policy {@code closest}. */
  public static final class Plugin implements PairPlugin<Options> {
    @Override
    public String name() {
      return "closest";
    }

    @Override
    public String summary() {
      return "an accepted response with the rejected one most like it: subtle errors (SPaR); needs no scores";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public boolean needsScores() {
      return false;
    }

    @Override
    public PairPolicy create(Options options) {
      return new ClosestPairs();
    }
  }

  @Override
  public Stream<PairChoice> propose(PairPool pool, CandidateDraws draws) {
    List<Signed> wrong =
        draws.shuffle(pool.rejected(), 0).stream().limit(MAX_SIDE).map(Signed::of).toList();
    List<RatedResponse> right = RatedResponse.bestFirst(draws.shuffle(pool.accepted(), 0));
    return best(right, draws).stream()
        .limit(MAX_SIDE)
        .map(Signed::of)
        .flatMap(chosen -> closest(chosen, wrong));
  }

  private static List<RatedResponse> best(List<RatedResponse> right, CandidateDraws draws) {
    boolean isScored = right.stream().allMatch(response -> response.score().isPresent());
    return isScored ? right : draws.shuffle(right, 0);
  }

  /** Returns one proposal, with the closest; so every accepted response is used at most once. */
  private static Stream<PairChoice> closest(Signed chosen, List<Signed> wrong) {
    return wrong.stream()
        .max(
            Comparator.<Signed>comparingDouble(
                    other -> other.signature().similarity(chosen.signature()))
                .thenComparing(Signed::response, RatedResponse.BY_ID))
        .map(other -> new PairChoice(chosen.response(), other.response()))
        .stream();
  }
}
