package dev.winnow.schemas.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large the program of an RE2 pattern becomes, told before it is compiled. RE2 copies what a
 * count repeats, and counts can be nested: {@code ((a{1000}){1000}){1000}} has 24 characters and
 * would need a thousand million instructions. The time is linear in the pattern. Not thread-safe.
 */
public final class PatternSize {
  private static final long MAX = 1L << 40;
  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:(,)(\\d{0,9}))?\\}");

  private final String text;
  private final Deque<Sequence> outer = new ArrayDeque<>();
  private Sequence sequence = new Sequence();
  private int at;

  /** What stands in a row: its size without the last part, which an operator may still repeat. */
  private static final class Sequence {
    long before;
    long last;

    void add(long size) {
      before = Math.min(MAX, before + last);
      last = size;
    }

    void repeat(long times) {
      last = Math.min(MAX, last * Math.max(1, times) + 1);
    }

    long size() {
      return Math.min(MAX, before + last);
    }
  }

  private PatternSize(String text) {
    this.text = text;
  }

  /**
   * Returns about how many instructions the program of a pattern has, at most 2^40. Of a text that
   * is no pattern, any number.
   */
  public static long of(String pattern) {
    return new PatternSize(pattern).measure();
  }

  private long measure() {
    while (at < text.length()) {
      step(text.charAt(at));
    }
    while (!outer.isEmpty()) {
      closeGroup();
    }
    return sequence.size();
  }

  private void step(char c) {
    switch (c) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> {
        outer.push(sequence);
        sequence = new Sequence();
        at++;
      }
      case ')' -> {
        if (!outer.isEmpty()) {
          closeGroup();
        }
        at++;
      }
      case '*', '+', '?' -> {
        sequence.repeat(1);
        at++;
      }
      case '{' -> count();
      default -> {
        sequence.add(1);
        at++;
      }
    }
  }

  private void closeGroup() {
    long inner = sequence.size();
    sequence = outer.pop();
    sequence.add(inner + 2);
  }

  private void count() {
    Matcher count = COUNT.matcher(text).region(at, text.length());
    if (!count.lookingAt()) {
      sequence.add(1);
      at++;
      return;
    }
    long least = Long.parseLong(count.group(1));
    String most = count.group(3);
    sequence.repeat(
        most == null || most.isEmpty() ? least + 1 : Math.max(least, Long.parseLong(most)));
    at = count.end();
  }

  private void escape() {
    if (!text.startsWith("\\Q", at)) {
      sequence.add(1);
      int named = text.startsWith("{", at + 2) && isNamed(at + 1) ? text.indexOf('}', at) : -1;
      at = named > 0 ? named + 1 : Math.min(text.length(), at + 2);
      return;
    }
    int end = text.indexOf("\\E", at);
    int until = end < 0 ? text.length() : end;
    for (int i = at + 2; i < until; i++) {
      sequence.add(1);
    }
    at = Math.min(text.length(), until + 2);
  }

  /** A character by its number, or a class by its name: braces follow that count nothing. */
  private boolean isNamed(int letter) {
    return "xpP".indexOf(text.charAt(letter)) >= 0;
  }

  /** A class is one instruction, whatever it holds. */
  private void characterClass() {
    sequence.add(1);
    at += text.startsWith("[^", at) ? 2 : 1;
    at += text.startsWith("]", at) ? 1 : 0;
    while (at < text.length() && text.charAt(at) != ']') {
      if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
        at = text.indexOf(":]", at) + 2;
      } else {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
    }
    at = Math.min(text.length(), at + 1);
  }
}
