package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.select.RsoSampling;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.List;

/** Options of the pair policies of RSO: which responses are drawn. */
record RsoDraw(
    @PluginOption(
            help = "temperature of the draw, in units of the score; 0 takes the highest scores",
            defaultValue = "0.5",
            min = 0,
            max = 1e6)
        double beta,
    @PluginOption(help = "responses drawn of each prompt", defaultValue = "8", min = 2, max = 1000)
        int samples) {
  /** Keeps the order of the pairing apart from the draw itself. */
  private static final int PAIRING = 1;

  RsoDraw {
    OptionRules.inRange(RsoDraw.class, beta, samples).orThrow();
  }

  /** Returns the responses drawn, in random order. */
  List<RatedResponse> sample(PairPool pool, CandidateDraws draws) {
    List<RatedResponse> drawn = new RsoSampling(beta).sample(pool.all(), samples, draws);
    return draws.independent(PAIRING).shuffle(drawn, 0);
  }

  /** Returns the two with the higher score as chosen. */
  static PairChoice ranked(RatedResponse one, RatedResponse other) {
    return one.rating() >= other.rating() ? new PairChoice(one, other) : new PairChoice(other, one);
  }
}
