package dev.winnow.curator.recipe;

import dev.winnow.curator.pair.PairPlugin;
import dev.winnow.curator.pair.PairSettings;
import dev.winnow.curator.pair.Pairing;
import dev.winnow.curator.select.Selecting;
import dev.winnow.curator.select.SelectionPlugin;
import dev.winnow.curator.select.SelectionSettings;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.CurationRule;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.plugin.PluginCalls;
import java.util.Optional;

/** A curation, ready for use. Immutable and thread-safe. */
public record CompiledCuration(Optional<Selecting> selecting, Optional<Pairing> pairing) {
  /**
   * Compiles a curation.
   *
   * @throws BadOptionsException if a policy is not installed, or refuses its options
   */
  public static CompiledCuration compile(Curation curation) {
    return new CompiledCuration(
        curation.getSelected().map(CompiledCuration::selecting),
        curation.getPairs().map(CompiledCuration::pairing));
  }

  private static Selecting selecting(CurationRule rule) {
    return selecting(InstalledPolicies.SELECTIONS.require(rule.getPolicy()), rule);
  }

  private static <C extends Record> Selecting selecting(
      SelectionPlugin<C> plugin, CurationRule rule) {
    String name = "selection policy '%s'".formatted(plugin.name());
    C options = Options.bind(plugin.options(), rule.getOptions());
    return new Selecting(
        plugin.name(),
        new GuardedSelection(name, PluginCalls.guarded(name, () -> plugin.create(options))),
        PluginCalls.guarded(name, plugin::needsScores),
        Options.bind(SelectionSettings.class, rule.getSettings()));
  }

  private static Pairing pairing(CurationRule rule) {
    return pairing(InstalledPolicies.PAIRS.require(rule.getPolicy()), rule);
  }

  private static <C extends Record> Pairing pairing(PairPlugin<C> plugin, CurationRule rule) {
    String name = "pair policy '%s'".formatted(plugin.name());
    C options = Options.bind(plugin.options(), rule.getOptions());
    return new Pairing(
        plugin.name(),
        new GuardedPairs(name, PluginCalls.guarded(name, () -> plugin.create(options))),
        PluginCalls.guarded(name, plugin::needsScores),
        Options.bind(PairSettings.class, rule.getSettings()));
  }
}
