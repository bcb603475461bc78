package dev.winnow.ops.cli.verify;

import dev.winnow.verifier.check.CheckPlugin;
import java.util.Iterator;

/** The checks that are installed, for the command line's help and completion. */
final class CheckTypes implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return CheckPlugin.installed().names().iterator();
  }
}
