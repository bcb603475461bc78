package dev.winnow.schemas.rules;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The rules for names and ids. Names appear in topic and file names. Ids appear only in records, in
 * URLs, where they are percent-encoded, and in logs, so only characters that could fake a log line
 * are rejected.
 */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int MAX_ID_CHARS = 200;

  /** Zero-width joiners are invisible, but some scripts and emoji need them. */
  private static final int NON_JOINER = 0x200C;

  private static final int JOINER = 0x200D;

  private Names() {}

  static void checkName(String field, String name, List<Violation> violations) {
    if (!NAME.matcher(name).matches()) {
      violations.add(
          new Violation(
              field, "use 1 to 100 letters, digits and '._-', the first a letter or digit"));
    }
  }

  static void checkId(String field, String id, List<Violation> violations) {
    if (id.isEmpty() || id.length() > MAX_ID_CHARS) {
      violations.add(
          new Violation(
              field, "use 1 to %d characters, not %d".formatted(MAX_ID_CHARS, id.length())));
    } else if (isBlank(id.codePointAt(0)) || isBlank(id.codePointBefore(id.length()))) {
      violations.add(new Violation(field, "must neither start nor end with a space"));
    } else if (!isPrintable(id)) {
      violations.add(
          new Violation(field, "use printable characters only: no control or direction marks"));
    }
  }

  /**
   * Returns whether a text can appear in a line of a log or a terminal without affecting other
   * lines.
   */
  static boolean isPrintable(String text) {
    return text.codePoints().allMatch(Names::isPrintable);
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      case Character.FORMAT -> c == NON_JOINER || c == JOINER;
      default -> true;
    };
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
