package org.example.winnow;

import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.pair.PairChoice;
import dev.winnow.curator.pair.PairPlugin;
import dev.winnow.curator.pair.PairPolicy;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.Comparator;
import java.util.List;

/** A pair policy of another jar: the shortest right response with every wrong one. */
public final class ShortestPairsPlugin implements PairPlugin<ShortestPairsPlugin.Options> {
  /** In which order the wrong ones come. */
  record Options(
      @PluginOption(help = "whether the longest wrong response comes first", defaultValue = "true")
          boolean longestFirst) {}

  @Override
  public String name() {
    return "shortest";
  }

  @Override
  public String summary() {
    return "the shortest right response with every wrong one";
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
    Comparator<RatedResponse> byLength =
        Comparator.comparingInt(RatedResponse::tokens).thenComparing(RatedResponse.BY_ID);
    return (pool, draws) -> {
      List<RatedResponse> right = pool.accepted().stream().sorted(byLength).limit(1).toList();
      List<RatedResponse> wrong =
          pool.rejected().stream()
              .sorted(options.longestFirst() ? byLength.reversed() : byLength)
              .toList();
      return right.stream()
          .flatMap(chosen -> wrong.stream().map(rejected -> new PairChoice(chosen, rejected)));
    };
  }
}
