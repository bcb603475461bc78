package dev.winnow.verifier.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.winnow.schemas.Prompt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Multiple choice: the letter that the response settles on must be the reference's. Looked for, in
 * this order, always the last one: {@code \boxed{C}}, "answer is (B)" or "answer: B", a letter in
 * bold or parentheses, a letter alone on a line. None of them leaves it undecided.
 *
 * <table>
 *   <caption>Options</caption>
 *   <tr><td>{@code letters}</td><td>the choices, such as {@code ABCDE} (default {@code ABCD})</td></tr>
 * </table>
 */
record ChoiceCheck(List<Pattern> forms) implements CandidateCheck {
  static ChoiceCheck of(Options options) {
    String letters = options.take("letters").orElse("ABCD");
    if (!letters.matches("[A-Z]{2,26}")) {
      throw options.bad("letters", "want 2 to 26 capital letters, not '%s'".formatted(letters));
    }
    String letter = "([" + letters + letters.toLowerCase(Locale.ROOT) + "])";
    String capital = "([" + letters + "])";
    return new ChoiceCheck(
        List.of(
            Pattern.compile(
                "\\\\boxed\\{\\s*(?:\\\\text(?:bf)?\\{)?\\(?" + letter + "\\)?\\.?\\s*\\}"),
            Pattern.compile(
                "(?i:answer|choice|option)(?i:\\s+is|\\s*:)?\\s*:?\\s*[*(\\[]*"
                    + capital
                    + "(?:[)\\].,:*\\s]|$)"),
            Pattern.compile("(?:\\*\\*|\\()\\s*" + capital + "\\s*(?:\\*\\*|\\)|[.:])"),
            Pattern.compile("(?m)^\\s*" + letter + "\\s*[.)]?\\s*$")));
  }

  @Override
  public String version() {
    return "choice/1";
  }

  @Override
  public Finding check(Prompt prompt, String response) {
    if (prompt.getReference().isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    String reference = prompt.getReference().get().strip();
    String wanted =
        reference.length() == 1 ? upper(reference) : letter(reference).orElse(reference);
    Optional<String> chosen = letter(response);
    if (chosen.isEmpty()) {
      return Finding.undecided(Reason.NO_ANSWER);
    }
    return chosen.get().equals(wanted)
        ? Finding.accepted(Reason.EQUAL, chosen.get())
        : Finding.rejected(Reason.DIFFERENT, chosen.get());
  }

  private Optional<String> letter(String text) {
    for (Pattern form : forms) {
      Optional<String> last = last(form, text);
      if (last.isPresent()) {
        return last;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> last(Pattern form, String text) {
    Matcher matcher = form.matcher(text);
    Optional<String> last = Optional.empty();
    while (matcher.find()) {
      last = Optional.of(upper(matcher.group(1)));
    }
    return last;
  }

  private static String upper(String letter) {
    return letter.toUpperCase(Locale.ROOT);
  }
}
