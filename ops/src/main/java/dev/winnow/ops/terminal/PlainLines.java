package dev.winnow.ops.terminal;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/** Writes each state of a bar as a line, without consecutive repetitions. */
final class PlainLines implements ProgressBarConsumer {
  private final PrintStream out;
  private final int columns;
  private String before = "";

  PlainLines(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  @Override
  public int getMaxRenderedLength() {
    return columns;
  }

  @Override
  public synchronized void accept(String bar) {
    String line = Printable.line(bar).stripTrailing();
    if (!line.equals(before)) {
      out.println(line);
      before = line;
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
