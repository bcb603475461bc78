package dev.winnow.producers.testing;

import dev.winnow.schemas.Curation;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.rules.CurationCatalog;
import dev.winnow.schemas.rules.PolicyCatalog;
import dev.winnow.schemas.rules.Violation;
import java.util.List;
import java.util.Optional;

/** The selection policies {@code random} and {@code hot}, and the pair policy {@code first}. */
public final class TestCuration implements CurationCatalog {
  private record Named<C extends Record>(String name, String summary, Class<C> options)
      implements Plugin<C> {}

  record Take(@PluginOption(help = "how many", min = 1, max = 100) Optional<Integer> take) {
    Take {
      OptionRules.inRange(Take.class, take.orElse(1)).orThrow();
    }
  }

  record Margin(@PluginOption(help = "least", defaultValue = "0", min = 0) double margin) {
    Margin {
      OptionRules.inRange(Margin.class, margin).orThrow();
    }
  }

  record None() {}

  record Heat(@PluginOption(help = "heat", defaultValue = "0.5", min = 0) double beta) {
    Heat {
      OptionRules.inRange(Heat.class, beta).orThrow();
    }
  }

  @Override
  public PolicyCatalog selections() {
    return new PolicyCatalog(
        PluginCatalog.of(
            "selection policy",
            List.of(
                new Named<>("random", "by chance", None.class),
                new Named<>("hot", "by heat", Heat.class))),
        Take.class);
  }

  @Override
  public PolicyCatalog pairs() {
    return new PolicyCatalog(
        PluginCatalog.of("pair policy", List.of(new Named<>("first", "the first", None.class))),
        Margin.class);
  }

  @Override
  public List<Violation> violations(Curation curation, Verification verification) {
    return List.of();
  }
}
