package dev.winnow.ops.terminal;

import java.io.PrintWriter;
import java.util.List;

/**
 * Shows one list of lines after another: in the same place of a terminal, below each other in a
 * file or a pipe. Not thread-safe.
 */
public final class Screen {
  /** Moves to the first column of the first line, clearing what is below. */
  private static final String HOME = "\u001b[H\u001b[J";

  private final PrintWriter out;

  /** The launcher sees to it that Java has a console only where it has a terminal. */
  private final boolean isTerminal = System.console() != null;

  public Screen(PrintWriter out) {
    this.out = out;
  }

  /** Shows lines in place of those before. */
  public void show(List<String> lines) {
    if (isTerminal) {
      out.print(HOME);
    }
    lines.forEach(out::println);
    if (!isTerminal) {
      out.println();
    }
    out.flush();
  }
}
