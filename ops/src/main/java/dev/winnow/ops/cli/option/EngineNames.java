package dev.winnow.ops.cli.option;

import dev.winnow.worker.engine.EnginePlugin;
import java.util.Iterator;

/** The engines that are installed, for the command line's help and completion. */
final class EngineNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return EnginePlugin.installed().names().iterator();
  }
}
