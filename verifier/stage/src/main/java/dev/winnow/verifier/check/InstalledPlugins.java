package dev.winnow.verifier.check;

import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.RecipeFields;

/** The checks on the class path. */
final class InstalledPlugins {
  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  static final PluginCatalog<CheckPlugin<?>> CHECKS =
      PluginCatalog.installed(
          "check", (Class<CheckPlugin<?>>) (Class<?>) CheckPlugin.class, RecipeFields.CHECK);

  private InstalledPlugins() {}
}
