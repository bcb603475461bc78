package dev.winnow.verifier.constraint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** IFBench: instructions on how many words of a kind there are. */
final class IfbenchCounts {
  private static final int[] TIMES = {1, 2, 3, 5, 7};
  private static final int TRIGRAM = 3;
  private static final int TOLERANCE = 2;
  private static final int HUNDRED = 100;

  private IfbenchCounts() {}

  static Constraint wordRange(ConstraintArguments arguments) {
    int min = arguments.number("min_words");
    int max = arguments.number("max_words");
    return (text, work) -> {
      int words = PythonText.words(text);
      return min <= words && words <= max;
    };
  }

  static Constraint uniqueWords(ConstraintArguments arguments) {
    int least = arguments.number("N");
    return (text, work) -> {
      Set<String> unique = new HashSet<>();
      PlainWords.of(PythonText.lower(text)).forEach(word -> unique.add(PlainWords.strip(word)));
      return unique.size() >= least;
    };
  }

  /** Equal words of other spelling count anew: {@code and} and {@code And,} are two. */
  static Constraint conjunctions(ConstraintArguments arguments) {
    int least = arguments.number("small_n");
    return (text, work) ->
        PlainWords.of(text).stream()
                .filter(
                    word ->
                        IfbenchLists.CONJUNCTIONS.contains(
                            PythonText.lower(PlainWords.strip(word))))
                .distinct()
                .count()
            >= least;
  }

  static Constraint personNames(ConstraintArguments arguments) {
    int least = arguments.number("N");
    return (text, work) ->
        IfbenchLists.NAMES.stream().filter(name -> hasWord(text, name)).count() >= least;
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !PythonText.isWord(text.codePointBefore(at));
      if (begins && (end == text.length() || !PythonText.isWord(text.codePointAt(end)))) {
        return true;
      }
    }
    return false;
  }

  static Constraint numbers(ConstraintArguments arguments) {
    int wanted = arguments.number("N");
    return (text, work) -> PlainWords.numbers(PlainWords.withoutPunctuation(text)).size() == wanted;
  }

  static Constraint punctuation(ConstraintArguments none) {
    return (text, work) -> {
      if (!text.contains("!?") && !text.contains("?!") && text.indexOf('\u203d') < 0) {
        return false;
      }
      String rest = text.contains("?!") ? without(text, "?!") : without(text, "!?");
      return ".,!?;:".chars().allMatch(mark -> rest.indexOf(mark) >= 0);
    };
  }

  private static String without(String text, String part) {
    int at = text.indexOf(part);
    return at < 0 ? text : text.substring(0, at) + text.substring(at + part.length());
  }

  static Constraint japanese(ConstraintArguments arguments) {
    int cycle = arguments.positive("N");
    return (text, work) -> {
      List<String> words = PlainWords.of(text);
      for (int i = cycle - 1; i < words.size(); i += cycle) {
        String word = PlainWords.strip(words.get(i));
        boolean counts = !word.isEmpty() && !word.chars().allMatch(Character::isDigit);
        if (counts && word.chars().noneMatch(IfbenchCounts::isJapanese)) {
          return false;
        }
      }
      return true;
    };
  }

  private static boolean isJapanese(int c) {
    return c >= 0x3040 && c <= 0x30ff || c >= 0x4e00 && c <= 0x9fff;
  }

  static Constraint pronouns(ConstraintArguments arguments) {
    int least = arguments.number("N");
    return (text, work) ->
        PlainWords.tokens(PythonText.lower(text.replace('/', ' '))).stream()
                .filter(IfbenchLists.PRONOUNS::contains)
                .count()
            >= least;
  }

  static Constraint keywords(ConstraintArguments arguments) {
    Keyword[] keywords = new Keyword[TIMES.length];
    for (int i = 0; i < keywords.length; i++) {
      String name = "keyword" + (i + 1);
      keywords[i] = Keyword.word(name, Pattern.quote(PythonText.strip(arguments.text(name))));
    }
    return (text, work) -> {
      for (int i = 0; i < keywords.length; i++) {
        if (keywords[i].count(text, work) != TIMES[i]) {
          return false;
        }
      }
      return true;
    };
  }

  static Constraint repeats(ConstraintArguments arguments) {
    int most = arguments.number("small_n");
    return (text, work) -> {
      Map<String, Integer> counts = new HashMap<>();
      PlainWords.normalized(text).forEach(word -> counts.merge(word, 1, Integer::sum));
      return counts.values().stream().allMatch(count -> count <= most);
    };
  }

  static Constraint stopWords(ConstraintArguments arguments) {
    int most = arguments.number("percentage");
    return (text, work) -> {
      int words = 0;
      int stops = 0;
      StringBuilder word = new StringBuilder();
      for (int i = 0; i <= text.length(); i++) {
        if (i < text.length() && PythonText.isWord(text.charAt(i))) {
          word.append(text.charAt(i));
        } else if (!word.isEmpty()) {
          words++;
          stops += IfbenchLists.STOP_WORDS.contains(PythonText.lower(word.toString())) ? 1 : 0;
          word.setLength(0);
        }
      }
      return words > 0 && (double) stops / words * HUNDRED <= most;
    };
  }

  static Constraint overlap(ConstraintArguments arguments) {
    int percentage = arguments.number("percentage");
    Set<List<String>> reference = trigrams(arguments.text("reference_text"));
    return (text, work) -> {
      Set<List<String>> own = trigrams(text);
      if (own.isEmpty()) {
        return false;
      }
      double overlap = (double) own.stream().filter(reference::contains).count() / own.size();
      return percentage - TOLERANCE <= overlap * HUNDRED
          && overlap * HUNDRED <= percentage + TOLERANCE;
    };
  }

  private static Set<List<String>> trigrams(String text) {
    List<String> tokens = PlainWords.tokens(text);
    Set<List<String>> trigrams = new HashSet<>();
    for (int i = 0; i + TRIGRAM <= tokens.size(); i++) {
      trigrams.add(List.copyOf(tokens.subList(i, i + TRIGRAM)));
    }
    return trigrams;
  }
}
