package dev.winnow.ops.terminal;

import java.util.regex.Pattern;

/** Makes text from files and servers safe for a terminal. */
public final class Printable {
  /** Control and format characters, such as escape sequences and changes of direction. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\p{Cs}]");

  private Printable() {}

  /**
   * Returns the text as one line that cannot control a terminal: unprintable characters become
   * {@code ?}.
   */
  public static String line(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }
}
