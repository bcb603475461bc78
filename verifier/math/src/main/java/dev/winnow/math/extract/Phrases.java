package dev.winnow.math.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of phrases that are looked up at one position of a text by their first letters, ignoring
 * case. Immutable and thread-safe.
 */
final class Phrases {
  /** Scripts from this code on write words without blanks between them. */
  private static final char UNSPACED = '\u2e80';

  private static final int PLAIN = 128;

  /** Letters, and one code for every other character. */
  private static final int CODES = 27;

  private static final int OTHER = 26;

  /**
   * Indexed by the codes of the first three characters: whether any phrase begins with them. Most
   * words of a text are skipped after one lookup.
   */
  private final boolean[] prefixes = new boolean[CODES * CODES * CODES];

  private final String[][] plain = new String[PLAIN][];
  private final Map<Character, String[]> others = new HashMap<>();

  private Phrases(List<String> phrases) {
    Map<Character, List<String>> byFirst = new HashMap<>();
    for (String phrase : phrases) {
      byFirst.computeIfAbsent(phrase.charAt(0), any -> new ArrayList<>()).add(phrase);
    }
    for (String phrase : phrases) {
      addPrefix(phrase);
    }
    byFirst.forEach(
        (first, same) -> {
          String[] found = same.toArray(String[]::new);
          if (first < PLAIN) {
            plain[first] = found;
          } else {
            others.put(first, found);
          }
        });
  }

  /** A phrase that is open or shorter than three letters may continue in any way. */
  private void addPrefix(String phrase) {
    boolean open = phrase.endsWith("*");
    String known = open ? phrase.substring(0, phrase.length() - 1) : phrase;
    for (int second = 0; second < CODES; second++) {
      for (int third = 0; third < CODES; third++) {
        boolean fits =
            (known.length() < 2 || code(known.charAt(1)) == second)
                && (known.length() < 3 || code(known.charAt(2)) == third);
        prefixes[(code(known.charAt(0)) * CODES + second) * CODES + third] |= fits;
      }
    }
  }

  private static int code(char c) {
    int letter = (c | 0x20) - 'a';
    return letter >= 0 && letter < OTHER && c < PLAIN ? letter : OTHER;
  }

  private boolean mayBegin(String text, int at) {
    return prefixes[prefix(text, at)];
  }

  private static int prefix(String text, int at) {
    int second = at + 1 < text.length() ? code(text.charAt(at + 1)) : OTHER;
    int third = at + 2 < text.length() ? code(text.charAt(at + 2)) : OTHER;
    return (code(text.charAt(at)) * CODES + second) * CODES + third;
  }

  static boolean isLetter(char c) {
    int letter = (c | 0x20) - 'a';
    return c < PLAIN ? letter >= 0 && letter < OTHER : Character.isLetter(c);
  }

  /** Tests whether any of several lists may have a phrase that begins at a position. */
  static final class Gate {
    private final boolean[] prefixes = new boolean[CODES * CODES * CODES];

    Gate(Phrases... lists) {
      for (Phrases list : lists) {
        for (int i = 0; i < prefixes.length; i++) {
          prefixes[i] |= list.prefixes[i];
        }
      }
    }

    boolean isOpen(String text, int at) {
      return prefixes[prefix(text, at)];
    }
  }

  /** Parses the phrases of these lines, in lower case, separated by commas. */
  static Phrases of(String lines) {
    List<String> phrases = new ArrayList<>();
    for (String phrase : lines.split("[,\\n]")) {
      if (!phrase.isBlank()) {
        phrases.add(phrase.strip().replace('_', ','));
      }
    }
    return new Phrases(phrases);
  }

  /** Returns whether this is a letter of a script without blanks between words. */
  static boolean isUnspaced(char c) {
    return c >= UNSPACED;
  }

  /**
   * Returns the offset after the phrase that begins here and ends a word before {@code to}, or -1.
   * A phrase that ends in {@code *} need not end a word.
   */
  int end(String text, int at, int to) {
    if (!mayBegin(text, at)) {
      return -1;
    }
    char first = Character.toLowerCase(text.charAt(at));
    String[] phrases = first < PLAIN ? plain[first] : others.get(first);
    if (phrases == null) {
      return -1;
    }
    for (String phrase : phrases) {
      boolean open = phrase.charAt(phrase.length() - 1) == '*';
      int length = open ? phrase.length() - 1 : phrase.length();
      int end = at + length;
      if (end <= to
          && text.regionMatches(true, at, phrase, 0, length)
          && (open || end == text.length() || isUnspaced(first) || !isLetter(text.charAt(end)))) {
        return end;
      }
    }
    return -1;
  }

  /** Returns whether the text between the offsets is one of the phrases. */
  boolean contains(String text, int from, int end) {
    if (!mayBegin(text, from)) {
      return false;
    }
    char first = Character.toLowerCase(text.charAt(from));
    String[] phrases = first < PLAIN ? plain[first] : others.get(first);
    if (phrases == null) {
      return false;
    }
    for (String phrase : phrases) {
      if (phrase.length() == end - from
          && text.regionMatches(true, from, phrase, 0, phrase.length())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether any of the phrases begins a word between the offsets. */
  boolean anyIn(String text, int from, int to) {
    boolean begins = from == 0 || !isLetter(text.charAt(from - 1));
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean letter = isLetter(c);
      if (letter && (begins || isUnspaced(c)) && end(text, i, to) >= 0) {
        return true;
      }
      begins = !letter;
    }
    return false;
  }
}
