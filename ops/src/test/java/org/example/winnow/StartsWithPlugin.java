package org.example.winnow;

import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Question;
import dev.winnow.verifier.check.Reason;
import java.util.Locale;
import java.util.Optional;

/** A check of another jar. */
public final class StartsWithPlugin implements CheckPlugin<StartsWithPlugin.StartsWith> {
  @Override
  public String name() {
    return "starts_with";
  }

  @Override
  public String summary() {
    return "the answer starts with the reference";
  }

  @Override
  public Class<StartsWith> options() {
    return StartsWith.class;
  }

  @Override
  public CandidateCheck create(StartsWith options) {
    return options;
  }

  /** Options and check in one. */
  record StartsWith(
      @PluginOption(help = "ignore upper and lower case", defaultValue = "false")
          boolean ignoreCase)
      implements CandidateCheck {
    @Override
    public String version() {
      return "starts_with/1";
    }

    @Override
    public Finding check(Question question, String answer) {
      if (question.reference().isEmpty()) {
        return Finding.undecided(Reason.NO_REFERENCE);
      }
      String start = folded(question.reference().get());
      return folded(answer).startsWith(start)
          ? Finding.accepted(Reason.EQUAL, start)
          : Finding.rejected(Reason.DIFFERENT, answer);
    }

    @Override
    public Optional<String> misfit(Optional<String> reference) {
      return reference.isPresent()
          ? Optional.empty()
          : Optional.of("check 'starts_with' needs the text that the answer must start with");
    }

    private String folded(String text) {
      return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }
  }
}
