package dev.winnow.ops.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Begins every progress bar: one that moves on a terminal, and a plain line now and then where the
 * standard error goes to a file or a pipe, which escape codes would spoil.
 */
public final class ProgressBars {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final int TERMINAL_INTERVAL_MS = 250;
  private static final int LINE_INTERVAL_MS = 10_000;
  private static final int LINE_CHARS = 100;

  private ProgressBars() {}

  /** A bar for this task, to be completed by the caller. */
  public static ProgressBarBuilder of(String task) {
    return of(task, isTerminal());
  }

  static ProgressBarBuilder of(String task, boolean isTerminal) {
    ProgressBarBuilder builder = new ProgressBarBuilder().setTaskName(task);
    return isTerminal
        ? builder.setUpdateIntervalMillis(TERMINAL_INTERVAL_MS)
        : builder
            .setUpdateIntervalMillis(LINE_INTERVAL_MS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new DelegatingProgressBarConsumer(System.err::println, LINE_CHARS));
  }

  /** A console alone does not tell: it is there when only the standard error is redirected. */
  private static boolean isTerminal() {
    try {
      if (Files.exists(STANDARD_ERROR)) {
        String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Not a system that tells: the console has to do.
    }
    return System.console() != null;
  }
}
