package dev.winnow.verifier.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be measured of a text. All are linear in it.
 *
 * @param words number of words
 * @param repeated share of the runs of four words that occurred before, 0 to 1 (the duplicate
 *     n-grams of Rae et al., arXiv 2112.11446)
 * @param otherScripts share of the letters outside the most frequent script, 0 to 1
 * @param listed number of words of the list
 */
record TextMeasures(int words, double repeated, double otherScripts, int listed) {
  private static final int RUN = 4;

  /** Measures a text. */
  static TextMeasures of(String text, Set<String> list) {
    List<String> words = TextWords.of(text);
    return new TextMeasures(
        words.size(),
        repeated(words),
        otherScripts(text),
        (int) words.stream().filter(list::contains).count());
  }

  /** Returns the measures by name, as they stand in scores. */
  Map<String, Double> scores() {
    Map<String, Double> scores = new HashMap<>();
    scores.put("words", (double) words);
    scores.put("repeated", repeated);
    scores.put("other_scripts", otherScripts);
    scores.put("listed", (double) listed);
    return scores;
  }

  private static double repeated(List<String> words) {
    int runs = words.size() - RUN + 1;
    if (runs < 1) {
      return 0;
    }
    Set<List<String>> seen = new HashSet<>();
    int again = 0;
    for (int i = 0; i < runs; i++) {
      again += seen.add(words.subList(i, i + RUN)) ? 0 : 1;
    }
    return (double) again / runs;
  }

  private static double otherScripts(String text) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(c -> letters.merge(script(c), 1, Integer::sum));
    letters.remove(UnicodeScript.COMMON);
    letters.remove(UnicodeScript.INHERITED);
    int all = letters.values().stream().mapToInt(Integer::intValue).sum();
    int most = letters.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return all == 0 ? 0 : (double) (all - most) / all;
  }

  /** Returns the script of a character; the three scripts of Japanese count as one. */
  private static UnicodeScript script(int c) {
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA
        ? UnicodeScript.HAN
        : script;
  }
}
