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
          selectionType(),
          RecipeFields.ofPolicy("by", SelectionSettings.class));

  static final PluginCatalog<PairPlugin<?>> PAIRS =
      PluginCatalog.installed(
          "pair policy", pairType(), RecipeFields.ofPolicy("policy", PairSettings.class));

  private InstalledPolicies() {}

  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  private static Class<SelectionPlugin<?>> selectionType() {
    return (Class<SelectionPlugin<?>>) (Class<?>) SelectionPlugin.class;
  }

  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  private static Class<PairPlugin<?>> pairType() {
    return (Class<PairPlugin<?>>) (Class<?>) PairPlugin.class;
  }
}
