package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An accepted response with a rejected one, both at random, by the verifier's outcome alone. Each
 * response is used once before one is used again.
 */
final class RightWrongPairs implements PairPolicy {
  /** The policy has no options. */
  record Options() {}

  /** Provides the policy {@code right_wrong}. */
  public static final class Plugin implements PairPlugin<Options> {
    @Override
    public String name() {
      return "right_wrong";
    }

    @Override
    public String summary() {
      return "an accepted response with a rejected one, both at random; needs no scores";
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
      return new RightWrongPairs();
    }
  }

  @Override
  public Stream<PairChoice> propose(PairPool pool, CandidateDraws draws) {
    List<RatedResponse> right = draws.shuffle(pool.accepted(), 0);
    List<RatedResponse> wrong = draws.shuffle(pool.rejected(), 0);
    int rounds = Math.max(right.size(), wrong.size());
    // Round by round every shift of one list against the other: each pair comes once.
    return IntStream.range(0, Math.min(right.size(), wrong.size()))
        .boxed()
        .flatMap(
            shift ->
                IntStream.range(0, rounds)
                    .mapToObj(
                        i ->
                            right.size() >= wrong.size()
                                ? pair(right.get(i), wrong, i + shift)
                                : new PairChoice(
                                    right.get((i + shift) % right.size()), wrong.get(i))));
  }

  private static PairChoice pair(RatedResponse right, List<RatedResponse> wrong, int at) {
    return new PairChoice(right, wrong.get(at % wrong.size()));
  }
}
