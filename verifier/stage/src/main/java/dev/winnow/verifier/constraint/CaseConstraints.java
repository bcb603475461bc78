package dev.winnow.verifier.constraint;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Instructions on the language and on upper and lower case. */
final class CaseConstraints {
  private CaseConstraints() {}

  /** A text in which no language can be found follows the instruction, as in the reference. */
  static Constraint language(ConstraintArguments arguments) {
    String language = arguments.text("language");
    if (!Languages.CODES.contains(language)) {
      throw ConstraintArguments.bad("language", "want one of " + Languages.CODES);
    }
    return (text, work) -> isIn(language, text);
  }

  static Constraint capital(ConstraintArguments none) {
    return (text, work) -> PythonText.isUpper(text) && isIn("en", text);
  }

  static Constraint lowercase(ConstraintArguments none) {
    return (text, work) -> PythonText.isLower(text) && isIn("en", text);
  }

  static Constraint capitalWords(ConstraintArguments arguments) {
    IntPredicate relation =
        arguments.relation("capital_relation", arguments.number("capital_frequency"));
    return (text, work) ->
        relation.test(
            (int)
                Sentences.of(text).stream()
                    .flatMap(sentence -> TreebankTokens.of(sentence).stream())
                    .filter(PythonText::isUpper)
                    .count());
  }

  private static boolean isIn(String language, String text) {
    Optional<String> found = Languages.detect(text);
    return found.isEmpty() || found.get().equals(language);
  }
}
