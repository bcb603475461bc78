package dev.winnow.curator.recipe;

import dev.winnow.curator.pair.PairPlugin;
import dev.winnow.curator.select.SelectionPlugin;
import dev.winnow.schemas.plugin.PluginCatalog;

/** The policies on the class path, loaded once. */
final class InstalledPolicies {
  static final PluginCatalog<SelectionPlugin<?>> SELECTIONS =
      PluginCatalog.installed("selection policy", selectionSeam());

  static final PluginCatalog<PairPlugin<?>> PAIRS =
      PluginCatalog.installed("pair policy", pairSeam());

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
