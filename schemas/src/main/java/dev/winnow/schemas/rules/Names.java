package dev.winnow.schemas.rules;

import java.util.List;
import java.util.regex.Pattern;

/** Which names and ids are legal: safe in topic names, file names, URLs and logs. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@+-]{0,199}");

  private Names() {}

  static void checkName(String field, String name, List<Violation> violations) {
    if (!NAME.matcher(name).matches()) {
      violations.add(
          new Violation(
              field, "use 1 to 100 letters, digits and '._-', the first a letter or digit"));
    }
  }

  static void checkId(String field, String id, List<Violation> violations) {
    if (!ID.matcher(id).matches()) {
      violations.add(
          new Violation(
              field, "use 1 to 200 letters, digits and '._:@+-', the first a letter or digit"));
    }
  }
}
