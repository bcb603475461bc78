package dev.winnow.producers.testing;

import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.rules.AllocationCatalog;
import java.util.List;
import java.util.Optional;

/** Strategies that no planner has: {@code fixed}, {@code uniform}, and one with every type. */
public final class TestStrategies {
  /** All of them. */
  public static final AllocationCatalog CATALOG =
      new AllocationCatalog(
          PluginCatalog.of(
              "allocation strategy",
              List.of(
                  new Named<>("fixed", "so many", Fixed.class),
                  new Named<>("uniform", "until so many are accepted", Uniform.class),
                  new Named<>("typed", "has options of every type", Typed.class))));

  private record Named<C extends Record>(String name, String summary, Class<C> options)
      implements Plugin<C> {}

  record Fixed(@PluginOption(help = "how many", min = 1, max = 100_000) int candidates) {
    Fixed {
      OptionRules.inRange(Fixed.class, candidates).orThrow();
    }
  }

  record Uniform(
      @PluginOption(help = "wanted", min = 1, max = 100_000, example = "4") int accepted,
      @PluginOption(help = "at most", min = 1, max = 100_000) int maxCandidates,
      @PluginOption(help = "a round", defaultValue = "32", min = 1, max = 1024) int maxRound) {
    Uniform {
      OptionRules.inRange(Uniform.class, accepted, maxCandidates, maxRound)
          .between("max_candidates", maxCandidates, accepted, 100_000)
          .orThrow();
    }
  }

  /** A word that is an option. */
  enum Colour {
    RED,
    BLUE
  }

  record Typed(
      @PluginOption(help = "a", defaultValue = "0.5", min = 0) double share,
      @PluginOption(help = "b", defaultValue = "false") boolean flag,
      @PluginOption(help = "c", defaultValue = "red") Colour colour,
      @PluginOption(help = "d") Optional<String> label,
      @PluginOption(help = "e") List<Integer> steps) {
    Typed {
      OptionRules.inRange(Typed.class, share, flag, colour, label, steps).orThrow();
    }
  }

  private TestStrategies() {}
}
