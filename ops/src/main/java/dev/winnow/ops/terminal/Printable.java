package dev.winnow.ops.terminal;

import java.util.regex.Pattern;

/** Text from files and servers made fit for a terminal. */
public final class Printable {
  /** Control and format characters, such as escape sequences and changes of direction. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\p{Cs}]");

  private Printable() {}

  /**
   * The text as one line that can do nothing to a terminal: what is not printable becomes {@code
   * ?}.
   */
  public static String line(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }
}
