package dev.winnow.math.equal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dates, telephone numbers and other codes of parts joined by hyphens, slashes or points. They are
 * compared part by part and never computed: {@code 2024-01-02} is not a subtraction.
 *
 * @param parts digits or letters
 * @param joint the separator of the parts
 */
record Codes(List<String> parts, char joint) {
  private static final int MAX_CHARS = 40;
  private static final int YEAR_DIGITS = 4;

  Codes {
    parts = List.copyOf(parts);
  }

  /** Returns the decision if either text is certainly a code, or both may be codes; else null. */
  static @Nullable Equality compare(String gold, String candidate) {
    Codes a = read(gold);
    Codes b = read(candidate);
    boolean first = a != null && a.isCertain();
    boolean second = b != null && b.isCertain();
    if (a == null || b == null) {
      return first || second ? Equality.unclear("code") : null;
    }
    if (first || second) {
      boolean alike = a.joint == b.joint && a.parts.size() == b.parts.size();
      return a.isSame(b)
          ? Equality.equal("code")
          : alike && first && second ? Equality.different("code") : Equality.unclear("code");
    }
    boolean computed = a.isDifference() && b.isDifference() && !a.parts.equals(b.parts);
    return computed && a.difference() == b.difference()
        ? Equality.unclear("code or difference")
        : null;
  }

  private static @Nullable Codes read(String text) {
    int start = text.startsWith("$") ? 1 : 0;
    int end = text.length() - (text.endsWith("$") && start > 0 || text.endsWith(".") ? 1 : 0);
    if (end - start > MAX_CHARS || end - start < 3) {
      return null;
    }
    char joint = 0;
    int joints = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i) == '\u2013' ? '-' : text.charAt(i);
      if (c == '-' || c == '/' || c == '.') {
        if (joint != 0 && c != joint || i == start || i + 1 == end) {
          return null;
        }
        joint = c;
        joints++;
      } else if (!isDigit(c) && !(c >= 'A' && c <= 'Z')) {
        return null;
      }
    }
    return joints == 0 || joints == 1 && joint != '-'
        ? null
        : new Codes(List.of(text.substring(start, end).split("[-/.\u2013]", -1)), joint);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean isCertain() {
    return parts.stream().noneMatch(String::isEmpty)
        && (isNumeric() ? isDate() || joint == '-' && isDialled() : isLettered());
  }

  private boolean isNumeric() {
    return parts.stream().allMatch(part -> part.chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  /**
   * Returns whether this has three parts, of which the first or last is a year, or which have two
   * digits with a leading zero.
   */
  private boolean isDate() {
    if (parts.size() != 3) {
      return false;
    }
    long years = parts.stream().filter(part -> part.length() == YEAR_DIGITS).count();
    long days = parts.stream().filter(part -> part.length() <= 2).count();
    boolean middle = parts.get(1).length() <= 2;
    return years == 1 && days == 2 && middle || days == 3 && hasLeadingZero();
  }

  /**
   * Returns whether this is a telephone, account or book number, or another number with leading
   * zeros.
   */
  private boolean isDialled() {
    List<Integer> lengths = parts.stream().map(String::length).toList();
    int digits = lengths.stream().mapToInt(Integer::intValue).sum();
    return lengths.equals(List.of(3, 4))
        || lengths.equals(List.of(3, 3, 4))
        || parts.size() >= 4 && digits >= 9
        || hasLeadingZero();
  }

  private boolean hasLeadingZero() {
    return parts.stream().anyMatch(part -> part.length() > 1 && part.charAt(0) == '0');
  }

  /**
   * Returns whether this has capitals and digits joined by hyphens: {@code AB-12}, {@code 7-B-3}.
   */
  private boolean isLettered() {
    boolean capitals =
        parts.stream()
            .allMatch(
                part -> part.chars().allMatch(c -> isDigit((char) c) || c >= 'A' && c <= 'Z'));
    boolean digits = parts.stream().anyMatch(part -> isDigit(part.charAt(0)));
    boolean words = parts.stream().anyMatch(part -> part.length() > 1 && !isDigit(part.charAt(0)));
    return joint == '-' && capitals && digits && (words || parts.size() > 2);
  }

  /** Returns whether the parts are the same; leading zeros of a date are ignored. */
  private boolean isSame(Codes other) {
    boolean same = parts.size() == other.parts.size() && joint == other.joint;
    boolean dates = isNumeric() && isDate() || other.isNumeric() && other.isDate();
    for (int i = 0; same && i < parts.size(); i++) {
      String a = parts.get(i);
      String b = other.parts.get(i);
      same = dates ? unpadded(a).equals(unpadded(b)) : a.equals(b);
    }
    return same;
  }

  private static String unpadded(String digits) {
    return digits.length() > 1 && digits.charAt(0) == '0' ? digits.substring(1) : digits;
  }

  private boolean isDifference() {
    return joint == '-' && isNumeric() && parts.stream().allMatch(part -> part.length() < 10);
  }

  private long difference() {
    long value = 2 * Long.parseLong(parts.get(0));
    for (String part : parts) {
      value -= Long.parseLong(part);
    }
    return value;
  }
}
