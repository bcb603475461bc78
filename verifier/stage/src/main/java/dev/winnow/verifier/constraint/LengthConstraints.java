package dev.winnow.verifier.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instructions on the number of words, sentences, paragraphs and responses. */
final class LengthConstraints {
  private static final String SPACE = "[" + PythonText.SPACES + "]?";
  private static final Pattern DIVIDER = Pattern.compile(SPACE + "\\*\\*\\*" + SPACE);

  private LengthConstraints() {}

  static Constraint words(ConstraintArguments arguments) {
    IntPredicate relation = arguments.relation("relation", arguments.number("num_words"));
    return (text, work) -> relation.test(PythonText.words(text));
  }

  static Constraint sentences(ConstraintArguments arguments) {
    IntPredicate relation = arguments.relation("relation", arguments.number("num_sentences"));
    return (text, work) -> relation.test(Sentences.of(text).size());
  }

  static Constraint paragraphs(ConstraintArguments arguments) {
    int wanted = arguments.number("num_paragraphs");
    return (text, work) ->
        notBlank(work.search(text, LengthConstraints::divided))
            .filter(parts -> parts.size() == wanted)
            .isPresent();
  }

  static Constraint twoResponses(ConstraintArguments none) {
    return (text, work) ->
        notBlank(PythonText.split(text, "******"))
            .filter(parts -> parts.size() == 2)
            .filter(parts -> !PythonText.strip(parts.get(0)).equals(PythonText.strip(parts.get(1))))
            .isPresent();
  }

  static Constraint firstWord(ConstraintArguments arguments) {
    int wanted = arguments.positive("num_paragraphs");
    int nth = arguments.positive("nth_paragraph");
    String first = PythonText.lower(arguments.text("first_word"));
    if (nth > wanted) {
      throw ConstraintArguments.bad("nth_paragraph", "want at most num_paragraphs");
    }
    return (text, work) -> {
      List<String> parts = PythonText.split(text, "\n\n");
      long written = parts.stream().filter(part -> !PythonText.isBlank(part)).count();
      return written == wanted
          && nth <= written
          && bareWord(PythonText.firstWord(parts.get(nth - 1))).equals(first);
    };
  }

  private static List<String> divided(CharSequence text) {
    List<String> parts = new ArrayList<>();
    Matcher divider = DIVIDER.matcher(text);
    int from = 0;
    while (divider.find()) {
      parts.add(text.subSequence(from, divider.start()).toString());
      from = divider.end();
    }
    parts.add(text.subSequence(from, text.length()).toString());
    return parts;
  }

  /** Returns the parts without a blank first or last one; empty if one between them is blank. */
  private static Optional<List<String>> notBlank(List<String> parts) {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (!PythonText.isBlank(parts.get(i))) {
        written.add(parts.get(i));
      } else if (i > 0 && i < parts.size() - 1) {
        return Optional.empty();
      }
    }
    return Optional.of(written);
  }

  /** Returns the word in lower case, without leading quotes, up to the first punctuation mark. */
  private static String bareWord(String word) {
    int start = 0;
    while (start < word.length() && word.charAt(start) == '\'') {
      start++;
    }
    while (start < word.length() && word.charAt(start) == '"') {
      start++;
    }
    int end = start;
    while (end < word.length() && ".,?!'\"".indexOf(word.charAt(end)) < 0) {
      end++;
    }
    return PythonText.lower(word.substring(start, end));
  }
}
