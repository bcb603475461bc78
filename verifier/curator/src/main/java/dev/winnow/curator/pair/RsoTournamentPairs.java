package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tournament ranking of RSO (arXiv 2309.06657, section 3.3): responses drawn by statistical
 * rejection sampling meet in a knockout tournament; each of its n - 1 matches is a pair. Set {@code
 * per_prompt} to that number for all of them.
 */
final class RsoTournamentPairs implements PairPolicy {
  private final RsoDraw draw;

  RsoTournamentPairs(RsoDraw draw) {
    this.draw = draw;
  }

  /** Provides the policy {@code rso_tournament}. */
  public static final class Plugin implements PairPlugin<RsoDraw> {
    @Override
    public String name() {
      return "rso_tournament";
    }

    @Override
    public String summary() {
      return "responses drawn by RSO, in a knockout tournament (arXiv 2309.06657)";
    }

    @Override
    public Class<RsoDraw> options() {
      return RsoDraw.class;
    }

    @Override
    public PairPolicy create(RsoDraw options) {
      return new RsoTournamentPairs(options);
    }
  }

  @Override
  public Stream<PairChoice> propose(PairPool pool, CandidateDraws draws) {
    List<PairChoice> matches = new ArrayList<>();
    List<RatedResponse> players = draw.sample(pool, draws);
    while (players.size() > 1) {
      List<RatedResponse> winners = new ArrayList<>();
      for (int i = 0; i + 1 < players.size(); i += 2) {
        PairChoice match = RsoDraw.ranked(players.get(i), players.get(i + 1));
        matches.add(match);
        winners.add(match.chosen());
      }
      if (players.size() % 2 == 1) {
        winners.add(players.getLast());
      }
      players = winners;
    }
    return matches.stream();
  }
}
