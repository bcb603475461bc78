package dev.winnow.ops.cli.option;

import dev.winnow.ops.terminal.Browser;
import java.io.PrintWriter;
import java.net.URI;
import picocli.CommandLine.Option;

/** The choice to open the console in a browser. */
public final class OpenOption {
  @Option(names = "--open", description = "Opens the console in the browser once it answers.")
  private boolean open;

  public boolean chosen() {
    return open;
  }

  /** Prints where the console is; the first line that a command prints. */
  public static void announce(URI console, PrintWriter out) {
    out.printf("console   %s%n", console);
    out.flush();
  }

  public void openIfChosen(URI console, PrintWriter out) {
    if (open) {
      Browser.open(console, out);
    }
  }
}
