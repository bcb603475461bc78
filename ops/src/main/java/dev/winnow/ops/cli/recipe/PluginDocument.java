package dev.winnow.ops.cli.recipe;

import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionSchema;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import java.util.List;

/**
 * What is installed, with its options, as JSON has it.
 *
 * @param summary its purpose, as one line
 */
record PluginDocument(String name, String summary, List<OptionInfo> options) {
  static List<PluginDocument> of(PluginCatalog<?> plugins) {
    return plugins.all().stream().map(PluginDocument::of).toList();
  }

  private static PluginDocument of(Plugin<?> plugin) {
    return new PluginDocument(plugin.name(), plugin.summary(), OptionSchema.of(plugin.options()));
  }
}
