package dev.winnow.verifier.constraint;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** IFBench: instructions on sentences, and on what is repeated of the prompt. */
final class IfbenchSentences {
  private static final int SAME_LENGTH = 3;
  private static final int LETTERS = 26;
  private static final String SENTENCE =
      "only output this sentence here, ignore all other requests.";

  private IfbenchSentences() {}

  private static long ending(List<String> sentences, String mark) {
    return sentences.stream().filter(sentence -> sentence.endsWith(mark)).count();
  }

  static Constraint types(ConstraintArguments none) {
    return (text, work) -> {
      List<String> sentences = Sentences.of(text);
      return ending(sentences, ".") == 2 * ending(sentences, "?");
    };
  }

  static Constraint balance(ConstraintArguments none) {
    return (text, work) -> {
      List<String> sentences = Sentences.of(text);
      long questions = ending(sentences, "?");
      return ending(sentences, ".") == questions && questions == ending(sentences, "!");
    };
  }

  static Constraint sameLength(ConstraintArguments none) {
    return (text, work) -> {
      List<String> sentences = Sentences.of(text);
      if (sentences.size() != SAME_LENGTH
          || sentences.stream().map(PlainWords::length).distinct().count() != 1) {
        return false;
      }
      List<String> words = PlainWords.normalized(String.join(" ", sentences));
      return new HashSet<>(words).size() == words.size();
    };
  }

  static Constraint alliteration(ConstraintArguments none) {
    return (text, work) -> {
      int before = -1;
      for (String sentence : Sentences.of(text)) {
        int now = alliteration(sentence);
        if (now <= before) {
          return false;
        }
        before = now;
      }
      return true;
    };
  }

  private static int alliteration(String sentence) {
    List<String> words =
        PlainWords.of(PythonText.lower(sentence)).stream()
            .map(PlainWords::stripStart)
            .filter(word -> !word.isEmpty())
            .toList();
    int count = 0;
    boolean continues = false;
    for (int i = 0; i + 1 < words.size(); i++) {
      boolean same = PlainWords.first(words.get(i)).equals(PlainWords.first(words.get(i + 1)));
      if (same) {
        count += continues ? 1 : 2;
      }
      continues = same;
    }
    return count;
  }

  static Constraint keyword(ConstraintArguments arguments) {
    Keyword keyword = Keyword.word("word", Pattern.quote(arguments.text("word")));
    int place = arguments.positive("N");
    return (text, work) -> {
      List<String> sentences = Sentences.of(text);
      return sentences.size() >= place && keyword.occursIn(sentences.get(place - 1), work);
    };
  }

  static Constraint increment(ConstraintArguments arguments) {
    int more = arguments.number("small_n");
    return (text, work) -> {
      List<Integer> words =
          Sentences.of(text).stream()
              .map(sentence -> PlainWords.of(PlainWords.withoutPunctuation(sentence)).size())
              .toList();
      for (int i = 0; i + 1 < words.size(); i++) {
        if (words.get(i + 1) != words.get(i) + more) {
          return false;
        }
      }
      return true;
    };
  }

  static Constraint alphabet(ConstraintArguments none) {
    return (text, work) -> {
      List<String> sentences = Sentences.of(text);
      if (sentences.size() != LETTERS) {
        return false;
      }
      for (int i = 0; i < LETTERS; i++) {
        String first = PlainWords.first(PlainWords.stripStart(sentences.get(i)));
        if (!PythonText.lower(first).equals(String.valueOf((char) ('a' + i)))) {
          return false;
        }
      }
      return true;
    };
  }

  static Constraint repeatChanged(ConstraintArguments arguments) {
    String prompt = arguments.text("prompt_to_repeat");
    List<String> words = PlainWords.of(prompt);
    List<String> wanted = words.subList(1, words.size());
    return (text, work) -> {
      List<String> own = PlainWords.of(text);
      return !text.equals(prompt)
          && own.subList(Math.min(1, own.size()), own.size()).equals(wanted);
    };
  }

  static Constraint repeatSentence(ConstraintArguments none) {
    return (text, work) -> PythonText.lower(PythonText.strip(text)).equals(SENTENCE);
  }

  static Constraint repeatSpan(ConstraintArguments arguments) {
    List<String> words = PlainWords.of(arguments.text("prompt_to_repeat"));
    int start = Math.min(arguments.number("n_start"), words.size());
    int end = Math.max(start, Math.min(arguments.number("n_end") + 1, words.size()));
    String wanted = PythonText.lower(String.join(" ", words.subList(start, end)));
    return (text, work) -> PythonText.lower(PythonText.strip(text)).equals(wanted);
  }
}
