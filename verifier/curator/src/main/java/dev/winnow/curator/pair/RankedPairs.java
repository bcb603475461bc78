package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The best response R1 with others of its prompt's ranking, the lowest first: (R1, R4), (R1, R3),
 * (R1, R2) with four levels, as in "Curry-DPO" (arXiv 2403.07230). Of more responses than levels,
 * those at even distances in the ranking are used. Set {@code per_prompt} to the levels minus 1.
 */
final class RankedPairs implements PairPolicy {
  private final int levels;

  RankedPairs(int levels) {
    this.levels = levels;
  }

  /** The options of the policy. */
  record Options(
      @PluginOption(
              help = "responses of the ranking that are used, the best and the worst among them",
              defaultValue = "4",
              min = 2,
              max = 1001)
          int levels) {
    Options {
      OptionRules.inRange(Options.class, levels).orThrow();
    }
  }

  /** Provides the policy {@code ranked}. */
  public static final class Plugin implements PairPlugin<Options> {
    @Override
    public String name() {
      return "ranked";
    }

    @Override
    public String summary() {
      return "the highest score with others of the ranking, the lowest first (Curry-DPO, arXiv 2403.07230)";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public PairPolicy create(Options options) {
      return new RankedPairs(options.levels());
    }
  }

  @Override
  public Stream<PairChoice> propose(PairPool pool, CandidateDraws draws) {
    List<RatedResponse> best = RatedResponse.bestFirst(pool.accepted());
    if (best.isEmpty()) {
      return Stream.of();
    }
    RatedResponse chosen = best.getFirst();
    List<RatedResponse> lower =
        RatedResponse.bestFirst(pool.all()).stream()
            .filter(other -> other.rating() < chosen.rating())
            .toList();
    int used = Math.min(levels - 1, lower.size());
    return IntStream.rangeClosed(1, used)
        .map(i -> used + 1 - i)
        .mapToObj(level -> new PairChoice(chosen, lower.get(place(level, used, lower.size()))));
  }

  /** Returns the place of a level, 1 to {@code used}, at even distances; the last is the worst. */
  private static int place(int level, int used, int size) {
    return (int) Math.round((double) level * size / used) - 1;
  }
}
