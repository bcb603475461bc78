package dev.winnow.verifier.check;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The whole answer part of the response must equal the reference.
 *
 * <table>
 *   <caption>Options</caption>
 *   <tr><td>{@code trim}</td><td>ignore white space at both ends (default true)</td></tr>
 *   <tr><td>{@code ignore_case}</td><td>ignore upper and lower case (default false)</td></tr>
 *   <tr><td>{@code normalize_space}</td><td>take each run of white space as one space (default false)</td></tr>
 * </table>
 */
record ExactCheck(boolean trim, boolean ignoreCase, boolean normalizeSpace)
    implements CandidateCheck {
  /** Provides the check {@code exact}. */
  public static final class Plugin implements CheckPlugin {
    @Override
    public String type() {
      return "exact";
    }

    @Override
    public String summary() {
      return "the whole answer equals the reference";
    }

    @Override
    public Map<String, String> options() {
      Map<String, String> options = new LinkedHashMap<>();
      options.put("trim", "ignore white space at both ends: true (default) or false");
      options.put("ignore_case", "ignore upper and lower case: true or false (default)");
      options.put(
          "normalize_space", "take each run of white space as one space: true or false (default)");
      return options;
    }

    @Override
    public CandidateCheck create(Options options) {
      return of(options);
    }
  }

  static ExactCheck of(Options options) {
    return new ExactCheck(
        options.takeBoolean("trim", true),
        options.takeBoolean("ignore_case", false),
        options.takeBoolean("normalize_space", false));
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
