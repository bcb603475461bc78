package dev.winnow.verifier.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.text.PatternSize;
import java.util.Optional;

/**
 * The answer part of the response must match a pattern; with a group, the last match's group must
 * equal the reference. Patterns are RE2's, which run in time linear in the text: a hostile one
 * cannot backtrack. All searches of one response together are bounded too ({@code LIMIT}).
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

  /** What must match, and what follows from a match. */
  record Options(
      @PluginOption(help = "an RE2 pattern of at most 1,000 characters") String pattern,
      @PluginOption(help = "where it matches: find it anywhere, or full", defaultValue = "find")
          Match match,
      @PluginOption(
              help =
                  "none: a match accepts; reference: group 1 of the last match equals the"
                      + " reference; left out, reference where the pattern has a group")
          Optional<Compare> compare) {
    Options {
      int groups = compile(pattern).groupCount();
      if (compare.equals(Optional.of(Compare.REFERENCE)) && groups == 0) {
        throw new BadOptionsException(
            "compare", "the pattern has no group to compare with the reference");
      }
    }
  }

  /** Provides the check {@code regex}. */
  public static final class Plugin implements CheckPlugin<Options> {
    @Override
    public String name() {
      return "regex";
    }

    @Override
    public String summary() {
      return "the answer matches a pattern, and its group equals the reference";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public CandidateCheck create(Options options) {
      return of(options);
    }
  }

  private static RegexCheck of(Options options) {
    Pattern pattern = compile(options.pattern());
    Compare otherwise = pattern.groupCount() > 0 ? Compare.REFERENCE : Compare.NONE;
    return new RegexCheck(pattern, options.match(), options.compare().orElse(otherwise));
  }

  private static Pattern compile(String text) {
    if (text.length() > MAX_PATTERN_CHARS) {
      throw bad("at most %d characters".formatted(MAX_PATTERN_CHARS));
    }
    // The size is estimated before compiling, because a program may be too large for memory.
    if (PatternSize.of(text) > 3 * MAX_PROGRAM) {
      throw tooComplex();
    }
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.programSize() > MAX_PROGRAM) {
        throw tooComplex();
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      throw bad("not an RE2 pattern: " + e.getMessage());
    }
  }

  private static BadOptionsException tooComplex() {
    return bad("is too complex; use smaller repetition counts");
  }

  private static BadOptionsException bad(String message) {
    return new BadOptionsException("pattern", message);
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
