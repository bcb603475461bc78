package dev.winnow.ops.export;

import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import java.util.List;

/**
 * A layout that {@code winnow export} writes. A jar on the class path that names an implementation
 * in {@code META-INF/services/dev.winnow.ops.export.ExportPlugin} adds a layout.
 *
 * @param <C> its options, which are flags of the command
 */
public interface ExportPlugin<C extends Record> extends Plugin<C> {
  /**
   * Returns the datasets that are read, in this order, such as {@code accepted}; at least one, each
   * once. The command refuses to run if the recipe has no rows in one of them.
   */
  List<String> datasets(C options);

  /** Creates a new export for one run; options are checked by their record before. */
  Export create(C options);

  /** Returns the layouts on the class path. */
  static PluginCatalog<ExportPlugin<?>> installed() {
    return InstalledExports.EXPORTS;
  }
}
