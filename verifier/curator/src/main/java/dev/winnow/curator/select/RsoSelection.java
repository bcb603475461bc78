package dev.winnow.curator.select;

import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;

/** Provides the policy {@code rso}. */
public final class RsoSelection implements SelectionPlugin<RsoSelection.Options> {
  /** The options of the policy. */
  record Options(
      @PluginOption(
              help =
                  "temperature of the choice, in units of the score: 0 takes the highest scores,"
                      + " larger values come closer to a random choice",
              defaultValue = "0.5",
              min = 0,
              max = 1e6)
          double beta) {
    Options {
      OptionRules.inRange(Options.class, beta).orThrow();
    }
  }

  @Override
  public String name() {
    return "rso";
  }

  @Override
  public String summary() {
    return "statistical rejection sampling by score (RSO, arXiv 2309.06657)";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public boolean needsScores() {
    return true;
  }

  @Override
  public SelectionPolicy create(Options options) {
    return new RsoSampling(options.beta())::sample;
  }
}
