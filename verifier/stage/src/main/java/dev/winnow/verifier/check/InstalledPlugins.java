package dev.winnow.verifier.check;

import dev.winnow.schemas.plugin.PluginCatalog;

/** Loads the checks once, when they are first asked for. */
final class InstalledPlugins {
  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  static final PluginCatalog<CheckPlugin<?>> CHECKS =
      PluginCatalog.installed("check", (Class<CheckPlugin<?>>) (Class<?>) CheckPlugin.class);

  private InstalledPlugins() {}
}
