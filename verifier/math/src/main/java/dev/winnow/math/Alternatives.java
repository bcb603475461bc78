package dev.winnow.math;

import java.util.ArrayList;
import java.util.List;

/** Splits a reference that lists alternatives: "3/4 or 0.75", "3/4 (or 0.75)", "7 (seven)". */
final class Alternatives {
  private static final int MAX = 8;
  private static final int LONGEST = 300;

  private Alternatives() {}

  /** Returns the alternatives; empty if the reference lists none. */
  static List<String> of(String reference) {
    boolean maybe =
        reference.length() <= LONGEST
            && (reference.contains("or")
                || reference.contains(" (")
                || reference.indexOf('\u6216') >= 0);
    if (!maybe) {
      return List.of();
    }
    String text =
        reference
            .replaceAll("\\\\(text|mathrm|mbox|textrm)\\s*\\{[\\s,]*or\\s*\\}", " or ")
            .replace("\u6216", " or ");
    if (text.endsWith(")") && text.indexOf(" (") > 0 && text.indexOf(" or (") < 0) {
      int open = text.lastIndexOf(" (");
      text = text.substring(0, open) + " or " + text.substring(open + 2, text.length() - 1);
    }
    List<String> found = new ArrayList<>();
    for (String part : text.split("\\bor\\b,?")) {
      String one = part.strip();
      String stripped = one.endsWith(",") ? one.substring(0, one.length() - 1) : one;
      if (!stripped.isEmpty()) {
        found.add(stripped);
      }
    }
    return found.size() > 1 && found.size() <= MAX ? found : List.of();
  }
}
