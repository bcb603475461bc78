package dev.winnow.verifier.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.winnow.schemas.Prompt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Multiple choice: the letter that the response settles on must be the reference's.
 *
 * <ol>
 *   <li>A statement counts, in this order, always the last one: {@code \boxed{C}}, "answer is (B)"
 *       or "Answer: B", a letter alone on a line.
 *   <li>Without one, all mentions must name the same letter: "option B", {@code **B**}, "(B)". A
 *       response that mentions several is undecided ({@code AMBIGUOUS}).
 * </ol>
 *
 * <table>
 *   <caption>Options</caption>
 *   <tr><td>{@code letters}</td><td>the choices, such as {@code ABCDE} (default {@code ABCD})</td></tr>
 * </table>
 *
 * @param letters the choices, in capitals
 * @param label the letter that a choice written out begins with: "(B) Paris"
 * @param statements forms that settle on a letter, the surest first
 * @param mentions forms that only name one
 */
record ChoiceCheck(String letters, Pattern label, List<Pattern> statements, List<Pattern> mentions)
    implements CandidateCheck {
  static ChoiceCheck of(Options options) {
    String letters = options.take("letters").orElse("ABCD");
    if (!letters.matches("[A-Z]{2,26}")) {
      throw options.bad("letters", "want 2 to 26 capital letters, not '%s'".formatted(letters));
    }
    String either = "([" + letters + letters.toLowerCase(Locale.ROOT) + "])";
    String capital = "([" + letters + "])";
    String end = "(?:[)\\].,:;!*$\\s]|$)";
    return new ChoiceCheck(
        letters,
        Pattern.compile("^[*(\\[]*" + either + "[)\\].:*]"),
        List.of(
            Pattern.compile(
                "\\\\boxed\\{\\s*(?:\\\\text(?:bf)?\\{)?\\(?" + either + "\\)?\\.?\\s*\\}"),
            Pattern.compile(
                "(?i:answer)[*\\s]*(?i:is\\b)?[*:\\s]*(?i:option|choice)?\\s*[*(\\[$]*"
                    + capital
                    + end),
            Pattern.compile("(?m)^\\s*" + either + "\\s*[.)]?\\s*$")),
        List.of(
            Pattern.compile("(?i:option|choice)[*:\\s]*[*(\\[]*" + capital + end),
            Pattern.compile("(?:\\*\\*|\\()\\s*" + capital + "\\s*(?:\\*\\*|\\)|[.:])")));
  }

  @Override
  public String version() {
    return "choice/1";
  }

  @Override
  public Finding check(Prompt prompt, String response) {
    Optional<String> wanted = prompt.getReference().flatMap(this::reference);
    if (wanted.isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    Set<String> chosen = settled(response);
    return switch (chosen.size()) {
      case 0 -> Finding.undecided(Reason.NO_ANSWER);
      case 1 -> compare(wanted.get(), chosen.iterator().next());
      default -> Finding.undecided(Reason.AMBIGUOUS);
    };
  }

  private static Finding compare(String wanted, String chosen) {
    return chosen.equals(wanted)
        ? Finding.accepted(Reason.EQUAL, chosen)
        : Finding.rejected(Reason.DIFFERENT, chosen);
  }

  /** A bare letter, a choice written out, or a solution that settles on one letter. */
  private Optional<String> reference(String text) {
    String bare = text.strip();
    if (bare.length() == 1) {
      return Optional.of(upper(bare)).filter(letters::contains);
    }
    Matcher written = label.matcher(bare);
    if (written.find()) {
      return Optional.of(upper(written.group(1)));
    }
    Set<String> settled = settled(bare);
    return settled.size() == 1 ? Optional.of(settled.iterator().next()) : Optional.empty();
  }

  private Set<String> settled(String text) {
    for (Pattern statement : statements) {
      Optional<String> last = all(statement, text).reduce((earlier, later) -> later);
      if (last.isPresent()) {
        return Set.of(last.get());
      }
    }
    Set<String> mentioned = new TreeSet<>();
    mentions.forEach(mention -> all(mention, text).forEach(mentioned::add));
    return mentioned;
  }

  private static Stream<String> all(Pattern form, String text) {
    Matcher matcher = form.matcher(text);
    return Stream.iterate(matcher.find(), found -> found, found -> matcher.find())
        .map(found -> upper(matcher.group(1)));
  }

  private static String upper(String letter) {
    return letter.toUpperCase(Locale.ROOT);
  }
}
