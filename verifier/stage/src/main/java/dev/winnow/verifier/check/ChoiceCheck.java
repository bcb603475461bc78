package dev.winnow.verifier.check;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.ChoiceReader.Reading;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Multiple choice: the letter that the answer settles on must be the reference's; see {@link
 * ChoiceReader} for how it is found. Without a letter, the text of a choice stands for it ({@link
 * ChoiceTexts}); a letter with the text of another choice is undecided. An answer that names
 * several is undecided ({@code AMBIGUOUS}), unless the reference has several as well ({@code AB},
 * {@code A, B}): then exactly these are right.
 *
 * @param letters the choices, in capitals
 * @param label the letter that a choice written out begins with: "(B) Paris"
 * @param reader finds the letter that an answer settles on
 * @param sets finds the letters that an answer selects together
 */
record ChoiceCheck(String letters, Pattern label, ChoiceReader reader, ChoiceSets sets)
    implements CandidateCheck {
  /** The choices. */
  record Options(
      @PluginOption(help = "the choices, 2 to 26 capital letters", defaultValue = "ABCD")
          String letters) {
    Options {
      if (!letters.matches("[A-Z]{2,26}")) {
        throw new BadOptionsException(
            "letters",
            "want 2 to 26 capital letters, not '%s'".formatted(OptionProblem.shown(letters)));
      }
    }
  }

  /** Provides the check {@code choice}. */
  public static final class Plugin implements CheckPlugin<Options> {
    @Override
    public String name() {
      return "choice";
    }

    @Override
    public String summary() {
      return "the answer settles on the letter, or exactly the letters, of the reference";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public CandidateCheck create(Options options) {
      return of(options.letters());
    }
  }

  private static ChoiceCheck of(String letters) {
    String either = "([" + letters + letters.toLowerCase(Locale.ROOT) + "])";
    return new ChoiceCheck(
        letters,
        Pattern.compile("^[*(\\[]*" + either + "[)\\].:*]"),
        new ChoiceReader(letters),
        new ChoiceSets(letters));
  }

  @Override
  public String version() {
    return "choice/3";
  }

  @Override
  public Finding check(Question question, String answer) {
    Optional<String> several = question.reference().flatMap(sets::whole);
    if (several.isPresent()) {
      return several(several.get(), answer);
    }
    Optional<String> wanted = question.reference().flatMap(this::letter);
    if (wanted.isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    ChoiceTexts texts = ChoiceTexts.of(question.messages(), letters);
    return switch (reader.read(answer)) {
      case Reading.None none ->
          texts
              .read(answer)
              .map(letter -> finding(wanted.get(), letter))
              .orElse(Finding.undecided(Reason.NO_ANSWER));
      case Reading.Several unsettled -> Finding.undecided(Reason.AMBIGUOUS);
      case Reading.One one ->
          texts.contradict(answer)
              ? Finding.undecided(Reason.AMBIGUOUS)
              : finding(wanted.get(), one.letter());
    };
  }

  /** Returns the finding on a reference of several letters: exactly these are correct. */
  private Finding several(String wanted, String answer) {
    Optional<String> selected = sets.read(answer);
    if (selected.isPresent()) {
      return finding(wanted, selected.get());
    }
    return switch (reader.read(answer)) {
      case Reading.None none -> Finding.undecided(Reason.NO_ANSWER);
      case Reading.Several others -> Finding.undecided(Reason.AMBIGUOUS);
      case Reading.One one -> finding(wanted, one.letter());
    };
  }

  private static Finding finding(String wanted, String found) {
    return found.equals(wanted)
        ? Finding.accepted(Reason.EQUAL, found)
        : Finding.rejected(Reason.DIFFERENT, found);
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return reference.flatMap(sets::whole).isPresent() || reference.flatMap(this::letter).isPresent()
        ? Optional.empty()
        : Optional.of(
            "check 'choice' needs one of the letters %s, as in 'B' or '(B) Paris', or several, as in 'AB'; for others set the option 'letters'"
                .formatted(letters));
  }

  /** Reads a bare letter, a choice written out, or a solution that settles on one letter. */
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
