package dev.winnow.ops.export;

import dev.winnow.schemas.plugin.PluginCatalog;

/** Loads the layouts once, when they are first asked for. */
final class InstalledExports {
  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  static final PluginCatalog<ExportPlugin<?>> EXPORTS =
      PluginCatalog.installed("export", (Class<ExportPlugin<?>>) (Class<?>) ExportPlugin.class);

  private InstalledExports() {}
}
