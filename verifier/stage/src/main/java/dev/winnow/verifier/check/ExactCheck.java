package dev.winnow.verifier.check;

import dev.winnow.schemas.plugin.PluginOption;
import java.util.Locale;
import java.util.Optional;

/** The answer part of the response must equal the reference. */
record ExactCheck(
    @PluginOption(help = "ignore white space at both ends", defaultValue = "true") boolean trim,
    @PluginOption(help = "ignore upper and lower case", defaultValue = "false") boolean ignoreCase,
    @PluginOption(help = "take each run of white space as one space", defaultValue = "false")
        boolean normalizeSpace)
    implements CandidateCheck {
  /** Provides the check {@code exact}. */
  public static final class Plugin implements CheckPlugin<ExactCheck> {
    @Override
    public String name() {
      return "exact";
    }

    @Override
    public String summary() {
      return "the whole answer equals the reference";
    }

    @Override
    public Class<ExactCheck> options() {
      return ExactCheck.class;
    }

    @Override
    public CandidateCheck create(ExactCheck options) {
      return options;
    }
  }

  @Override
  public String version() {
    return "exact/1";
  }

  @Override
  public Finding check(Question question, String text) {
    if (question.reference().isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    String answer = normalize(text);
    return answer.equals(normalize(question.reference().get()))
        ? Finding.accepted(Reason.EQUAL, answer)
        : Finding.rejected(Reason.DIFFERENT, answer);
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return reference.filter(text -> !text.isBlank()).isPresent()
        ? Optional.empty()
        : Optional.of("check 'exact' needs the text that the answer must equal");
  }

  private String normalize(String text) {
    String spaced = normalizeSpace ? text.replaceAll("\\s+", " ") : text;
    String trimmed = trim ? spaced.strip() : spaced;
    return ignoreCase ? trimmed.toLowerCase(Locale.ROOT) : trimmed;
  }
}
