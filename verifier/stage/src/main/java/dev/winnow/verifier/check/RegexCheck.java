package dev.winnow.verifier.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.winnow.schemas.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answer part of the response must match a pattern; with a group, the last match's group must
 * equal the reference. Patterns are RE2's, which run in time linear in the text: a hostile one
 * cannot backtrack. All searches of one response together are bounded too ({@code LIMIT}).
 *
 * <table>
 *   <caption>Options</caption>
 *   <tr><td>{@code pattern}</td><td>the pattern, at most 1,000 characters (required)</td></tr>
 *   <tr><td>{@code match}</td><td>{@code find} anywhere (default) or {@code full}</td></tr>
 *   <tr><td>{@code compare}</td><td>{@code none}: a match accepts (default without a group); {@code
 *       reference}: group 1 of the last match must equal the reference (default with one)</td></tr>
 * </table>
 */
record RegexCheck(Pattern pattern, Match match, Compare compare) implements CandidateCheck {
  private static final int MAX_PATTERN_CHARS = 1_000;
  private static final int MAX_PROGRAM = 5_000;

  /**
   * Maximum number of steps of one check, where reading a character may take a step for each
   * instruction.
   */
  private static final long MAX_STEPS = 300_000_000;

  enum Match {
    FIND,
    FULL
  }

  enum Compare {
    NONE,
    REFERENCE
  }

  /** Provides the check {@code regex}. */
  public static final class Plugin implements CheckPlugin {
    @Override
    public String type() {
      return "regex";
    }

    @Override
    public String summary() {
      return "the answer matches a pattern, and its group equals the reference";
    }

    @Override
    public Map<String, String> options() {
      Map<String, String> options = new LinkedHashMap<>();
      options.put("pattern", "an RE2 pattern of at most 1,000 characters (required)");
      options.put("match", "find (default) anywhere, or full");
      options.put(
          "compare",
          "none: a match accepts; reference: group 1 of the last match equals the reference (default with a group)");
      return options;
    }

    @Override
    public CandidateCheck create(Options options) {
      return of(options);
    }
  }

  static RegexCheck of(Options options) {
    Pattern pattern = compile(options);
    Compare otherwise = pattern.groupCount() > 0 ? Compare.REFERENCE : Compare.NONE;
    Compare compare = options.takeEnum("compare", otherwise);
    if (compare == Compare.REFERENCE && pattern.groupCount() == 0) {
      throw options.bad("compare", "the pattern has no group to compare with the reference");
    }
    return new RegexCheck(pattern, options.takeEnum("match", Match.FIND), compare);
  }

  private static Pattern compile(Options options) {
    String text = options.take("pattern").orElseThrow(() -> options.bad("pattern", "is required"));
    if (text.length() > MAX_PATTERN_CHARS) {
      throw options.bad("pattern", "at most %d characters".formatted(MAX_PATTERN_CHARS));
    }
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.programSize() > MAX_PROGRAM) {
        throw options.bad("pattern", "is too complex; use smaller repetition counts");
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      throw options.bad("pattern", "not an RE2 pattern: " + e.getMessage());
    }
  }

  @Override
  public String version() {
    return "regex/1";
  }

  @Override
  public Finding check(Question question, String answer) {
    try {
      return finding(question, lastMatch(answer));
    } catch (MeteredText.ExhaustedException e) {
      return Finding.undecided(Reason.LIMIT);
    }
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return compare == Compare.NONE || reference.filter(text -> !text.isBlank()).isPresent()
        ? Optional.empty()
        : Optional.of("check 'regex' needs the text that the pattern's group must equal");
  }

  private Finding finding(Question question, Optional<String> found) {
    if (found.isEmpty()) {
      return compare == Compare.NONE
          ? new Finding(Outcome.REJECTED, "NO_MATCH", Optional.empty())
          : Finding.undecided(Reason.NO_ANSWER);
    }
    if (compare == Compare.NONE) {
      return Finding.accepted("MATCH", found.get());
    }
    if (question.reference().isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    return found.get().strip().equals(question.reference().get().strip())
        ? Finding.accepted(Reason.EQUAL, found.get())
        : Finding.rejected(Reason.DIFFERENT, found.get());
  }

  private Optional<String> lastMatch(String answer) {
    long reads = MAX_STEPS / pattern.programSize();
    Matcher matcher = pattern.matcher(new MeteredText(answer, reads));
    int group = compare == Compare.REFERENCE ? 1 : 0;
    if (match == Match.FULL) {
      return matcher.matches() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
    }
    Optional<String> last = Optional.empty();
    while (matcher.find()) {
      last = Optional.ofNullable(matcher.group(group));
    }
    return last;
  }
}
