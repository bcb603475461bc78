package dev.winnow.verifier.check;

import dev.winnow.verifier.check.ChoiceReader.Reading;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Multiple choice: the letter that the answer settles on must be the reference's; see {@link
 * ChoiceReader} for how it is found. An answer that names several is undecided ({@code AMBIGUOUS}).
 *
 * <table>
 *   <caption>Options</caption>
 *   <tr><td>{@code letters}</td><td>the choices, such as {@code ABCDE} (default {@code ABCD})</td></tr>
 * </table>
 *
 * @param letters the choices, in capitals
 * @param label the letter that a choice written out begins with: "(B) Paris"
 * @param reader finds the letter that an answer settles on
 */
record ChoiceCheck(String letters, Pattern label, ChoiceReader reader) implements CandidateCheck {
  static ChoiceCheck of(Options options) {
    String letters = options.take("letters").orElse("ABCD");
    if (!letters.matches("[A-Z]{2,26}")) {
      throw options.bad(
          "letters", "want 2 to 26 capital letters, not '%s'".formatted(Checks.shown(letters)));
    }
    String either = "([" + letters + letters.toLowerCase(Locale.ROOT) + "])";
    return new ChoiceCheck(
        letters, Pattern.compile("^[*(\\[]*" + either + "[)\\].:*]"), new ChoiceReader(letters));
  }

  @Override
  public String version() {
    return "choice/2";
  }

  @Override
  public Finding check(Question question, String answer) {
    Optional<String> wanted = question.reference().flatMap(this::letter);
    if (wanted.isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    return switch (reader.read(answer)) {
      case Reading.None none -> Finding.undecided(Reason.NO_ANSWER);
      case Reading.Several several -> Finding.undecided(Reason.AMBIGUOUS);
      case Reading.One one ->
          one.letter().equals(wanted.get())
              ? Finding.accepted(Reason.EQUAL, one.letter())
              : Finding.rejected(Reason.DIFFERENT, one.letter());
    };
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return reference.flatMap(this::letter).isPresent()
        ? Optional.empty()
        : Optional.of(
            "check 'choice' needs one of the letters %s, as in 'B' or '(B) Paris'; for others set the option 'letters'"
                .formatted(letters));
  }

  /** A bare letter, a choice written out, or a solution that settles on one letter. */
  private Optional<String> letter(String reference) {
    String bare = reference.strip();
    if (bare.length() == 1) {
      return Optional.of(bare.toUpperCase(Locale.ROOT)).filter(letters::contains);
    }
    Matcher written = label.matcher(bare);
    if (written.find()) {
      return Optional.of(written.group(1).toUpperCase(Locale.ROOT));
    }
    return reader.read(bare) instanceof Reading.One one
        ? Optional.of(one.letter())
        : Optional.empty();
  }
}
