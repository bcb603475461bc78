package dev.winnow.verifier.text;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Question;
import java.util.Optional;

/**
 * The answer is no refusal. It is one where its first sentences have a phrase of refusal and it is
 * short. A long one with such a phrase may go on to help: it is undecided.
 *
 * @param maxWords most words of a refusal
 */
record RefusalCheck(int maxWords) implements CandidateCheck {
  static final String ANSWERED = "ANSWERED";
  static final String REFUSED = "REFUSED";
  static final String MAY_REFUSE = "MAY_REFUSE";

  /** How long a refusal is. */
  record Options(
      @PluginOption(
              help = "most words of a refusal; a longer answer that begins like one is undecided",
              defaultValue = "150",
              min = 1,
              max = 100_000)
          int maxWords) {
    Options {
      OptionRules.inRange(Options.class, maxWords).orThrow();
    }
  }

  /** Provides the check {@code refusal}. */
  public static final class Plugin implements CheckPlugin<Options> {
    @Override
    public String name() {
      return "refusal";
    }

    @Override
    public String summary() {
      return "the answer is not a refusal";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public CandidateCheck create(Options options) {
      return new RefusalCheck(options.maxWords());
    }
  }

  @Override
  public String version() {
    return "refusal/2";
  }

  @Override
  public Finding check(Question question, String answer) {
    Optional<String> phrase = RefusalPhrases.in(answer);
    if (phrase.isEmpty()) {
      return new Finding(Outcome.ACCEPTED, ANSWERED, Optional.empty());
    }
    return TextWords.count(answer) <= maxWords
        ? Finding.rejected(REFUSED, phrase.get())
        : new Finding(Outcome.UNDECIDED, MAY_REFUSE, phrase);
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return Optional.empty();
  }
}
