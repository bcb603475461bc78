package dev.winnow.ops.cli;

import dev.winnow.ops.terminal.Browser;
import java.io.PrintWriter;
import java.net.URI;
import picocli.CommandLine.Option;

/** The choice to open the console in a browser. */
final class OpenOption {
  @Option(names = "--open", description = "Opens the console in the browser once it answers.")
  private boolean open;

  boolean chosen() {
    return open;
  }

  /** Prints where the console is; the first line that a command prints. */
  static void announce(URI console, PrintWriter out) {
    out.printf("console   %s%n", console);
    out.flush();
  }

  void openIfChosen(URI console, PrintWriter out) {
    if (open) {
      Browser.open(console, out);
    }
  }
}
