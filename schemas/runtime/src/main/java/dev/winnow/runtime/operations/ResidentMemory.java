package dev.winnow.runtime.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process in RAM, heap and native together. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String KEY = "VmRSS:";
  private static final int KIB = 1024;

  private ResidentMemory() {}

  /** Returns the bytes; NaN where the system does not tell, as others than Linux. */
  static double bytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(KEY)) {
          return (double) Long.parseLong(line.replaceAll("\\D", "")) * KIB;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return Double.NaN;
    }
    return Double.NaN;
  }
}
