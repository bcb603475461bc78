package org.example.winnow;

import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.select.SelectionPlugin;
import dev.winnow.curator.select.SelectionPolicy;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.Comparator;

/** A selection policy of another jar: the longest responses that are not too long. */
public final class LongestSelectionPlugin
    implements SelectionPlugin<LongestSelectionPlugin.Options> {
  /** How long is too long. */
  record Options(
      @PluginOption(help = "most tokens of a response", min = 1, max = 1_000_000) int maxTokens) {
    Options {
      OptionRules.inRange(Options.class, maxTokens).orThrow();
    }
  }

  @Override
  public String name() {
    return "longest";
  }

  @Override
  public String summary() {
    return "the longest responses that are not too long";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public SelectionPolicy create(Options options) {
    return (accepted, take, draws) ->
        accepted.stream()
            .filter(response -> response.tokens() <= options.maxTokens())
            .sorted(
                Comparator.comparingInt(RatedResponse::tokens)
                    .reversed()
                    .thenComparing(RatedResponse.BY_ID))
            .limit(take)
            .toList();
  }
}
