package dev.winnow.verifier.constraint;

import java.util.List;
import java.util.Set;

/** IFBench: instructions on every word of a response, and on words at certain places. */
final class IfbenchWords {
  private static final int LETTERS = 26;
  private static final int MAX_VOWELS = 3;
  private static final int MIN_PALINDROME = 5;
  private static final int PALINDROMES = 10;
  private static final String CONSONANTS = "bcdfghjklmnpqrstvwxyz";
  private static final Set<Integer> PRIMES =
      Set.of(
          2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83,
          89, 97);

  private IfbenchWords() {}

  static Constraint alphabet(ConstraintArguments none) {
    return (text, work) -> {
      List<String> words = PlainWords.of(PlainWords.withoutPunctuation(text));
      if (words.isEmpty()) {
        return false;
      }
      char wanted = PythonText.lower(words.getFirst()).charAt(0);
      if (wanted < 'a' || wanted > 'z') {
        return false;
      }
      for (String word : words) {
        if (PythonText.lower(word).charAt(0) != wanted) {
          return false;
        }
        wanted = (char) ('a' + (wanted - 'a' + 1) % LETTERS);
      }
      return true;
    };
  }

  static Constraint vowels(ConstraintArguments none) {
    return (text, work) -> {
      String paragraph = PythonText.lower(PythonText.strip(text));
      return paragraph.indexOf('\n') < 0
          && "aeiou".chars().filter(vowel -> paragraph.indexOf(vowel) >= 0).count() <= MAX_VOWELS;
    };
  }

  static Constraint consonants(ConstraintArguments none) {
    return (text, work) ->
        PlainWords.of(PythonText.lower(text)).stream().allMatch(IfbenchWords::hasCluster);
  }

  private static boolean hasCluster(String word) {
    for (int i = 0; i + 1 < word.length(); i++) {
      if (CONSONANTS.indexOf(word.charAt(i)) >= 0 && CONSONANTS.indexOf(word.charAt(i + 1)) >= 0) {
        return true;
      }
    }
    return false;
  }

  static Constraint palindromes(ConstraintArguments none) {
    return (text, work) ->
        PlainWords.normalized(text).stream()
                .filter(word -> PlainWords.length(word) >= MIN_PALINDROME)
                .filter(word -> new StringBuilder(word).reverse().toString().equals(word))
                .count()
            >= PALINDROMES;
  }

  static Constraint primeLengths(ConstraintArguments none) {
    return (text, work) ->
        PlainWords.of(PlainWords.withoutPunctuation(text)).stream()
            .allMatch(word -> PRIMES.contains(PlainWords.length(word)));
  }

  static Constraint noConsecutive(ConstraintArguments none) {
    return (text, work) -> {
      List<String> words = PlainWords.normalized(text);
      for (int i = 0; i + 1 < words.size(); i++) {
        if (PlainWords.first(words.get(i)).equals(PlainWords.first(words.get(i + 1)))) {
          return false;
        }
      }
      return true;
    };
  }

  static Constraint lastIsFirst(ConstraintArguments none) {
    return (text, work) -> {
      List<String> sentences = Sentences.of(text);
      for (int i = 0; i + 1 < sentences.size(); i++) {
        List<String> before = PlainWords.of(PlainWords.stripEnd(sentences.get(i)));
        List<String> after = PlainWords.of(PlainWords.stripStart(sentences.get(i + 1)));
        if (before.isEmpty()
            || after.isEmpty()
            || !PythonText.lower(before.getLast()).equals(PythonText.lower(after.getFirst()))) {
          return false;
        }
      }
      return true;
    };
  }

  static Constraint paragraphLastIsFirst(ConstraintArguments none) {
    return (text, work) ->
        PythonText.split(text, "\n").stream()
            .map(paragraph -> PythonText.lower(PythonText.strip(paragraph)))
            .map(paragraph -> PlainWords.of(PlainWords.strip(paragraph)))
            .allMatch(words -> words.isEmpty() || words.getFirst().equals(words.getLast()));
  }

  static Constraint keywordAt(ConstraintArguments arguments) {
    String keyword = PythonText.lower(PythonText.strip(arguments.text("keyword")));
    int sentence = arguments.positive("n");
    int place = arguments.positive("m");
    return (text, work) -> {
      List<String> sentences = Sentences.of(text);
      if (sentences.size() < sentence) {
        return false;
      }
      List<String> words = PlainWords.tokensWithLetters(sentences.get(sentence - 1));
      return words.size() >= place && PythonText.lower(words.get(place - 1)).equals(keyword);
    };
  }

  static Constraint secondAndLastButOne(ConstraintArguments arguments) {
    String keyword = PythonText.lower(PythonText.strip(arguments.text("keyword")));
    return (text, work) -> {
      List<String> words = PlainWords.tokensWithLetters(text);
      return words.size() >= 2
          && PythonText.lower(words.get(1)).equals(keyword)
          && PythonText.lower(words.get(words.size() - 2)).equals(keyword);
    };
  }
}
