package dev.winnow.schemas.testing;

import java.io.IOException;
import org.opentest4j.TestAbortedException;

/** Programs of other projects, which a machine may lack. */
public final class Tools {
  private Tools() {}

  /** Starts a program; a test that needs it is skipped where it is not installed. */
  public static Process start(ProcessBuilder program) {
    try {
      return program.start();
    } catch (IOException e) {
      throw new TestAbortedException(
          "skipped: %s is not installed".formatted(program.command().getFirst()), e);
    }
  }
}
