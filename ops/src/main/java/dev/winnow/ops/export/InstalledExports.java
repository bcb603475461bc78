package dev.winnow.ops.export;

import dev.winnow.schemas.plugin.PluginCatalog;
import java.util.Set;

/** The layouts on the class path. */
final class InstalledExports {
  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  static final PluginCatalog<ExportPlugin<?>> EXPORTS =
      PluginCatalog.installed(
          "export", (Class<ExportPlugin<?>>) (Class<?>) ExportPlugin.class, Set.of());

  private InstalledExports() {}
}
