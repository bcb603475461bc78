package dev.winnow.ops.cli.recipe;

import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionSchema;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import java.io.PrintWriter;

/** Prints what is installed, with its options. */
final class PluginPrinter {
  private PluginPrinter() {}

  static void print(PluginCatalog<?> plugins, PrintWriter out) {
    for (Plugin<?> plugin : plugins.all()) {
      out.printf("%-20s %s%n", plugin.name(), plugin.summary());
      printOptions(plugin.options(), out);
    }
  }

  static void printOptions(Class<? extends Record> options, PrintWriter out) {
    for (OptionInfo option : OptionSchema.of(options)) {
      out.printf("  %-18s %s%n", option.name(), option.explained());
    }
  }
}
