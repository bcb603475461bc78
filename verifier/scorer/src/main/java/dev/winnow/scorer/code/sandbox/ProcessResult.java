package dev.winnow.scorer.code.sandbox;

import java.nio.charset.StandardCharsets;

/**
 * How a program ended.
 *
 * @param ending whether it ended by itself
 * @param exit its exit status; 128 and the signal's number where a signal ended it
 * @param stdout what it wrote, within the limit
 * @param stderr the end of what it wrote there, for people: never trusted
 * @param nanos how long it took, the sandbox's start included
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; only the caller has the result.
public record ProcessResult(Ending ending, int exit, byte[] stdout, String stderr, long nanos) {
  /** Why a program ended. */
  public enum Ending {
    EXITED,
    TIMED_OUT,
    TOO_MUCH_OUTPUT,
    /** The worker is closing. */
    CLOSED
  }

  private static final int SIGXCPU = 128 + 24;

  /** Returns whether it took too long, by the clock or on the processor. */
  public boolean isTimeout() {
    return ending == Ending.TIMED_OUT || (ending == Ending.EXITED && exit == SIGXCPU);
  }

  /** Returns whether it ended by itself with the status 0. */
  public boolean isSuccess() {
    return ending == Ending.EXITED && exit == 0;
  }

  /** Returns what it wrote as text; bytes that are not UTF-8 become U+FFFD. */
  public String text() {
    return new String(stdout, StandardCharsets.UTF_8);
  }
}
