package org.example.winnow;

import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Options;
import dev.winnow.verifier.check.Question;
import dev.winnow.verifier.check.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A check of somebody else's, to show that one needs nothing but this file and a service line. */
public final class EndsWithPlugin implements CheckPlugin {
  @Override
  public String type() {
    return "ends_with";
  }

  @Override
  public String summary() {
    return "the answer ends with the reference";
  }

  @Override
  public Map<String, String> options() {
    return Map.of("ignore_case", "true or false (default)");
  }

  @Override
  public CandidateCheck create(Options options) {
    return new EndsWith(options.takeBoolean("ignore_case", false));
  }

  private record EndsWith(boolean ignoreCase) implements CandidateCheck {
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
