package dev.winnow.curator.recipe;

import dev.winnow.curator.pair.PairPlugin;
import dev.winnow.curator.pair.PairSettings;
import dev.winnow.curator.select.SelectionPlugin;
import dev.winnow.curator.select.SelectionSettings;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.RecipeFields;

/** The policies on the class path. */
final class InstalledPolicies {
  static final PluginCatalog<SelectionPlugin<?>> SELECTIONS =
      PluginCatalog.installed(
          "selection policy",
          selectionSeam(),
          RecipeFields.ofPolicy("by", SelectionSettings.class));

  static final PluginCatalog<PairPlugin<?>> PAIRS =
      PluginCatalog.installed(
          "pair policy", pairSeam(), RecipeFields.ofPolicy("policy", PairSettings.class));

  private InstalledPolicies() {}

  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  private static Class<SelectionPlugin<?>> selectionSeam() {
    return (Class<SelectionPlugin<?>>) (Class<?>) SelectionPlugin.class;
  }

  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  private static Class<PairPlugin<?>> pairSeam() {
    return (Class<PairPlugin<?>>) (Class<?>) PairPlugin.class;
  }
}
