package dev.winnow.verifier.constraint;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Instructions on words, letters and signs that must or must not occur. */
final class KeywordConstraints {
  private static final String SPACE = "[" + PythonText.SPACES + "]?";
  private static final Pattern PS = Pattern.compile("p\\." + SPACE + "s\\.");
  private static final Pattern PPS = Pattern.compile("p\\." + SPACE + "p\\." + SPACE + "s");

  private KeywordConstraints() {}

  static Constraint existence(ConstraintArguments arguments) {
    List<Keyword> keywords =
        arguments.texts("keywords").stream().map(word -> Keyword.of("keywords", word)).toList();
    return (text, work) -> keywords.stream().allMatch(word -> word.occursIn(text, work));
  }

  static Constraint frequency(ConstraintArguments arguments) {
    Keyword keyword = Keyword.of("keyword", PythonText.strip(arguments.text("keyword")));
    IntPredicate relation = arguments.relation("relation", arguments.number("frequency"));
    return (text, work) -> relation.test(keyword.count(text, work));
  }

  static Constraint forbidden(ConstraintArguments arguments) {
    List<Keyword> words =
        arguments.texts("forbidden_words").stream()
            .map(word -> Keyword.word("forbidden_words", word))
            .toList();
    return (text, work) -> words.stream().noneMatch(word -> word.occursIn(text, work));
  }

  static Constraint letters(ConstraintArguments arguments) {
    String letter = PythonText.lower(PythonText.strip(arguments.text("letter")));
    if (letter.length() != 1) {
      throw ConstraintArguments.bad("letter", "want one letter");
    }
    IntPredicate relation = arguments.relation("let_relation", arguments.number("let_frequency"));
    char wanted = letter.charAt(0);
    return (text, work) ->
        relation.test((int) PythonText.lower(text).chars().filter(c -> c == wanted).count());
  }

  static Constraint noComma(ConstraintArguments none) {
    return (text, work) -> text.indexOf(',') < 0;
  }

  /** A marker is sought in lower case; what the reference allows around it does not matter. */
  static Constraint postscript(ConstraintArguments arguments) {
    String marker = PythonText.strip(arguments.text("postscript_marker"));
    Keyword sought =
        switch (marker) {
          case "P.P.S" -> new Keyword(PPS);
          case "P.S." -> new Keyword(PS);
          default -> Keyword.exact("postscript_marker", PythonText.lower(marker));
        };
    return (text, work) -> sought.occursIn(PythonText.lower(text), work);
  }
}
