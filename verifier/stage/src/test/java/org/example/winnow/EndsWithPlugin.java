package org.example.winnow;

import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Question;
import dev.winnow.verifier.check.Reason;
import java.util.Locale;
import java.util.Optional;

/** A check of another jar. It shows that a check needs nothing but this file and a service line. */
public final class EndsWithPlugin implements CheckPlugin<EndsWithPlugin.EndsWith> {
  @Override
  public String name() {
    return "ends_with";
  }

  @Override
  public String summary() {
    return "the answer ends with the reference";
  }

  @Override
  public Class<EndsWith> options() {
    return EndsWith.class;
  }

  @Override
  public CandidateCheck create(EndsWith options) {
    return options;
  }

  /** Options and check in one. */
  record EndsWith(
      @PluginOption(help = "ignore upper and lower case", defaultValue = "false")
          boolean ignoreCase)
      implements CandidateCheck {
    @Override
    public String version() {
      return "ends_with/1";
    }

    @Override
    public Finding check(Question question, String answer) {
      if (question.reference().isEmpty()) {
        return Finding.undecided(Reason.NO_REFERENCE);
      }
      String end = folded(question.reference().get());
      return folded(answer).endsWith(end)
          ? Finding.accepted(Reason.EQUAL, end)
          : Finding.rejected(Reason.DIFFERENT, answer);
    }

    @Override
    public Optional<String> misfit(Optional<String> reference) {
      return reference.isPresent()
          ? Optional.empty()
          : Optional.of("check 'ends_with' needs the text that the answer must end with");
    }

    private String folded(String text) {
      return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }
  }
}
