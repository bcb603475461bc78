package dev.winnow.ops.cli.dataset;

import dev.winnow.ops.export.ExportPlugin;
import java.util.Iterator;

/** The names of the layouts that are installed, for the help. */
final class ExportLayouts implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return ExportPlugin.installed().names().iterator();
  }
}
