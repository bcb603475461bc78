package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * First-round ranking of RSO (arXiv 2309.06657, section 3.3): responses drawn by statistical
 * rejection sampling are paired at random, and the scores say which of the two is better.
 */
final class RsoFirstRoundPairs implements PairPolicy {
  private final RsoDraw draw;

  RsoFirstRoundPairs(RsoDraw draw) {
    this.draw = draw;
  }

  /** Provides the policy {@code rso_first_round}. */
  public static final class Plugin implements PairPlugin<RsoDraw> {
    @Override
    public String name() {
      return "rso_first_round";
    }

    @Override
    public String summary() {
      return "responses drawn by RSO, paired at random (arXiv 2309.06657)";
    }

    @Override
    public Class<RsoDraw> options() {
      return RsoDraw.class;
    }

    @Override
    public PairPolicy create(RsoDraw options) {
      return new RsoFirstRoundPairs(options);
    }
  }

  @Override
  public Stream<PairChoice> propose(PairPool pool, CandidateDraws draws) {
    List<RatedResponse> drawn = draw.sample(pool, draws);
    return IntStream.range(0, drawn.size() / 2)
        .mapToObj(i -> RsoDraw.ranked(drawn.get(2 * i), drawn.get(2 * i + 1)));
  }
}
