package dev.winnow.math.work;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Counts work: one for each method entered and each repetition of a loop, the characters that a
 * method of {@code String} reads or writes, the characters that a pattern reads, and the steps that
 * a budget counts for arithmetic. {@link CountingTransformer} redirects the calls of the library to
 * the methods here. Not thread-safe.
 */
public final class CountedWork {
  private static long done;

  private CountedWork() {}

  /** The work that the task takes. */
  static long of(Runnable task) {
    long before = done;
    task.run();
    return done - before;
  }

  public static void add(long steps) {
    done += steps;
  }

  public static void tick() {
    done++;
  }

  /** A text that the JDK has made. */
  public static void made(Object text) {
    done += text instanceof String string ? string.length() : 0;
  }

  public static int indexOf(String text, int c) {
    return found(text, 0, text.indexOf(c));
  }

  public static int indexOf(String text, int c, int from) {
    return found(text, from, text.indexOf(c, from));
  }

  public static int indexOf(String text, String part) {
    return found(text, 0, text.indexOf(part));
  }

  public static int indexOf(String text, String part, int from) {
    return found(text, from, text.indexOf(part, from));
  }

  public static int lastIndexOf(String text, int c) {
    return foundBefore(text, text.length(), text.lastIndexOf(c));
  }

  public static int lastIndexOf(String text, int c, int from) {
    return foundBefore(text, from, text.lastIndexOf(c, from));
  }

  public static int lastIndexOf(String text, String part) {
    return foundBefore(text, text.length(), text.lastIndexOf(part));
  }

  public static int lastIndexOf(String text, String part, int from) {
    return foundBefore(text, from, text.lastIndexOf(part, from));
  }

  public static boolean contains(String text, CharSequence part) {
    return indexOf(text, part.toString()) >= 0;
  }

  public static boolean startsWith(String text, String prefix) {
    done += prefix.length();
    return text.startsWith(prefix);
  }

  public static boolean startsWith(String text, String prefix, int from) {
    done += prefix.length();
    return text.startsWith(prefix, from);
  }

  public static boolean endsWith(String text, String suffix) {
    done += suffix.length();
    return text.endsWith(suffix);
  }

  public static boolean regionMatches(
      String text, boolean ignoreCase, int from, String other, int otherFrom, int length) {
    done += Math.max(0, length);
    return text.regionMatches(ignoreCase, from, other, otherFrom, length);
  }

  public static boolean equals(String text, Object other) {
    done += other instanceof String string && string.length() == text.length() ? text.length() : 1;
    return text.equals(other);
  }

  public static boolean equalsIgnoreCase(String text, String other) {
    done += other != null && other.length() == text.length() ? text.length() : 1;
    return text.equalsIgnoreCase(other);
  }

  public static IntStream chars(String text) {
    return text.chars().peek(c -> done++);
  }

  public static char[] toCharArray(String text) {
    done += text.length();
    return text.toCharArray();
  }

  public static boolean isBlank(String text) {
    done += text.length();
    return text.isBlank();
  }

  public static int compareTo(String text, String other) {
    done += Math.min(text.length(), other.length());
    return text.compareTo(other);
  }

  public static String[] split(String text, String pattern) {
    done += text.length();
    return text.split(pattern);
  }

  public static String[] split(String text, String pattern, int limit) {
    done += text.length();
    return text.split(pattern, limit);
  }

  public static String replaceAll(String text, String pattern, String replacement) {
    return matcher(Pattern.compile(pattern), text).replaceAll(replacement);
  }

  public static boolean matches(String text, String pattern) {
    return matcher(Pattern.compile(pattern), text).matches();
  }

  public static Matcher matcher(Pattern pattern, CharSequence text) {
    return pattern.matcher(new Counted(text));
  }

  public static String[] split(Pattern pattern, CharSequence text) {
    return pattern.split(new Counted(text));
  }

  private static int found(String text, int from, int at) {
    done += Math.max(0, (at < 0 ? text.length() : at) - Math.max(0, from)) + 1;
    return at;
  }

  private static int foundBefore(String text, int from, int at) {
    done += Math.max(0, Math.min(from, text.length()) - Math.max(0, at)) + 1;
    return at;
  }

  /** A text that counts each character read from it. */
  private record Counted(CharSequence text) implements CharSequence {
    @Override
    public char charAt(int index) {
      done++;
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      done += end - start;
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
