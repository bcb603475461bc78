package dev.winnow.ops.cli.stage;

import dev.winnow.scorer.ScorerPlugin;
import java.util.Iterator;

/** The types of scorers that are installed, for the command line's help and completion. */
final class ScorerTypes implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return ScorerPlugin.installed().names().iterator();
  }
}
