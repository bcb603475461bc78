package dev.winnow.ops.terminal;

import java.io.PrintStream;
import java.nio.charset.Charset;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress bars of all commands, on standard error: on a terminal a bar that moves, in a file or a
 * pipe a plain line now and then, without control characters.
 */
public final class ProgressBars {
  private static final int TERMINAL_MILLIS = 250;
  private static final int FILE_MILLIS = 10_000;
  private static final int FILE_COLUMNS = 120;

  private static boolean areApart;

  private ProgressBars() {}

  /**
   * A bar of this task.
   *
   * @param max steps in all, -1 where that is not known
   */
  public static ProgressBarBuilder of(String task, long max) {
    if (isTerminal()) {
      keepLinesApart();
    }
    return of(task, max, isTerminal(), System.err);
  }

  /** From the first bar on, lines of the log and of others do not run into it. */
  private static synchronized void keepLinesApart() {
    if (!areApart) {
      areApart = true;
      System.setErr(new PrintStream(new BarSafeStream(System.err), true, Charset.defaultCharset()));
    }
  }

  static ProgressBarBuilder of(String task, long max, boolean isTerminal, PrintStream out) {
    ProgressBarBuilder builder =
        new ProgressBarBuilder().setTaskName(Printable.line(task)).setInitialMax(max);
    return isTerminal
        ? builder.setUpdateIntervalMillis(TERMINAL_MILLIS)
        : builder
            .setUpdateIntervalMillis(FILE_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new PlainLines(out, FILE_COLUMNS));
  }

  /** The launcher knows of standard error; Java knows of standard input and output together. */
  private static boolean isTerminal() {
    String told = System.getProperty("winnow.terminal");
    return told == null ? System.console() != null : Boolean.parseBoolean(told);
  }
}
