package dev.winnow.ops.terminal;

import java.io.PrintStream;
import java.nio.charset.Charset;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress bars of all commands, on standard error: a moving bar on a terminal, a plain line from
 * time to time, without control characters, in a file or a pipe.
 */
public final class ProgressBars {
  private static final int TERMINAL_MILLIS = 250;
  private static final int FILE_MILLIS = 10_000;
  private static final int FILE_COLUMNS = 120;

  private static boolean areApart;

  private ProgressBars() {}

  /**
   * Returns a bar for this task.
   *
   * @param max number of steps, -1 if unknown
   */
  public static ProgressBarBuilder of(String task, long max) {
    if (isTerminal()) {
      keepLinesApart();
    }
    return of(task, max, isTerminal(), System.err);
  }

  /** From the first bar on, keeps lines of the log and of other output separate from it. */
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

  /**
   * The launcher determines this for standard error; Java knows only about standard input and
   * output together.
   */
  private static boolean isTerminal() {
    String setting = System.getProperty("winnow.terminal");
    return setting == null ? System.console() != null : Boolean.parseBoolean(setting);
  }
}
