package dev.winnow.verifier.constraint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern that comes with the data, as the reference implementation takes keywords. Searches are
 * bounded by {@link ConstraintWork}, which counts characters read; an empty group that is repeated
 * reads none, so that the counts of repetitions are bounded here.
 */
record Keyword(Pattern pattern) {
  private static final int MAX_CHARS = 500;
  private static final int MAX_REPETITIONS = 10_000;
  private static final Pattern COUNTED = Pattern.compile("\\{(\\d{0,18}),?(\\d{0,18})\\}");

  /** What Python takes as the boundary of a word. */
  private static final String BOUNDARY =
      "(?:(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_])|(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_]))";

  /** Ignores case. */
  static Keyword of(String name, String pattern) {
    return of(name, pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /**
   * Returns the pattern of {@link #of(String, String)} that matches only between boundaries of
   * words.
   */
  static Keyword word(String name, String pattern) {
    return new Keyword(
        compile(
            name,
            BOUNDARY + of(name, pattern).pattern().pattern() + BOUNDARY,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  static Keyword exact(String name, String pattern) {
    return of(name, pattern, 0);
  }

  private static Keyword of(String name, String pattern, int flags) {
    if (pattern.length() > MAX_CHARS) {
      throw new BadConstraintException(
          "'%s': want a pattern of at most %d characters".formatted(name, MAX_CHARS));
    }
    requireFewRepetitions(name, pattern);
    return new Keyword(compile(name, pattern, flags));
  }

  private static Pattern compile(String name, String pattern, int flags) {
    try {
      return Pattern.compile(pattern, flags | Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS);
    } catch (PatternSyntaxException | StackOverflowError e) {
      throw new BadConstraintException(
          "'%s': is a pattern that cannot be read; write \\ before . * + ? ( ) [ ] { } | ^ $ to mean the character"
              .formatted(name));
    }
  }

  private static void requireFewRepetitions(String name, String pattern) {
    Matcher counted = COUNTED.matcher(pattern);
    long product = 1;
    while (counted.find() && product <= MAX_REPETITIONS) {
      product *= Math.min(MAX_REPETITIONS + 1L, Math.max(1, most(counted)));
    }
    if (product > MAX_REPETITIONS) {
      throw new BadConstraintException(
          "'%s': the counts of its repetitions multiply to more than %d"
              .formatted(name, MAX_REPETITIONS));
    }
  }

  private static long most(Matcher counted) {
    return Math.max(number(counted.group(1)), number(counted.group(2)));
  }

  private static long number(String digits) {
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  boolean occursIn(String text, ConstraintWork work) {
    return work.search(text, metered -> pattern.matcher(metered).find());
  }

  int count(String text, ConstraintWork work) {
    return work.search(
        text,
        metered -> {
          Matcher matcher = pattern.matcher(metered);
          int count = 0;
          while (matcher.find()) {
            count++;
          }
          return count;
        });
  }
}
