package dev.winnow.verifier.check;

import dev.winnow.math.MathFinding;
import dev.winnow.math.MathVerifier;
import dev.winnow.math.equal.MathPolicy;
import dev.winnow.math.equal.MathPolicy.Percent;
import dev.winnow.math.equal.MathPolicy.Several;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.LimitExceeded;
import dev.winnow.math.expr.WorkBudget;
import dev.winnow.math.extract.AnswerExtractor;
import dev.winnow.math.parse.AnswerParser;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The response's final answer must equal the reference's as mathematics. A response without an
 * answer, or one that cannot be read or decided within bounds, is undecided: it is not known to be
 * wrong.
 */
record MathCheck(MathVerifier verifier) implements CandidateCheck {
  private static final MathPolicy POLICY = MathPolicy.defaults();
  private static final Pattern COMMAND = Pattern.compile("\\\\[A-Za-z]+");
  private static final Pattern WORD = Pattern.compile("\\p{L}{2}|\\p{IsIdeographic}");

  /** How strict it is. */
  record Options(
      @PluginOption(
              help = "how 50% compares with a bare number: either 50 or 0.5, fraction, stripped",
              defaultValue = "either")
          Percent percent,
      @PluginOption(
              help = "a reference with k decimals accepts every value that rounds to it",
              defaultValue = "false")
          boolean roundedDecimals,
      @PluginOption(
              help =
                  "what several boxed answers in one closing sentence mean where the reference has"
                      + " one value: undecided, any of them, the last, or all together as a list",
              defaultValue = "undecided")
          Several several) {}

  /** Provides the check {@code math}. */
  public static final class Plugin implements CheckPlugin<Options> {
    @Override
    public String name() {
      return "math";
    }

    @Override
    public String summary() {
      return "the final answer is mathematically equal to the reference";
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

  static MathCheck of(Options options) {
    return new MathCheck(
        new MathVerifier(
            POLICY
                .withPercent(options.percent())
                .withRoundedDecimals(options.roundedDecimals())
                .withSeveral(options.several())));
  }

  @Override
  public String version() {
    return "math/2";
  }

  @Override
  public Finding check(Question question, String answer) {
    if (question.reference().isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    MathFinding found = verifier.verifyAnswer(question.reference().get(), answer);
    Optional<String> extracted = Optional.of(found.extracted()).filter(text -> !text.isEmpty());
    return new Finding(outcome(found), found.reason().name(), extracted);
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    if (reference.filter(text -> !text.isBlank()).isEmpty()) {
      return Optional.of("check 'math' needs the right answer, or a solution that ends with it");
    }
    String answer = AnswerExtractor.ofReference(reference.get());
    if (answer.isBlank()) {
      return Optional.of("check 'math' finds no answer in it");
    }
    if (answer.length() > POLICY.maxAnswerLength()) {
      return Optional.of("its answer is too long for check 'math'");
    }
    return isBroken(answer)
        ? Optional.of("check 'math' cannot read it, neither as mathematics nor as words")
        : Optional.empty();
  }

  /** Returns whether this answer is neither mathematics nor comparable as words. */
  private static boolean isBroken(String answer) {
    try {
      WorkBudget budget = new WorkBudget(POLICY.maxSteps());
      boolean isText = AnswerParser.parse(answer, true, budget) instanceof Expr.Text;
      return isText && !WORD.matcher(COMMAND.matcher(answer).replaceAll(" ")).find();
    } catch (LimitExceeded | ArithmeticException e) {
      return false; // An answer beyond the limits may still be equal as text.
    }
  }

  static Outcome outcome(MathFinding found) {
    return switch (found.reason()) {
      case EQUAL, SEVERAL_EQUAL -> Outcome.ACCEPTED;
      case DIFFERENT_VALUE, DIFFERENT_FORM, SEVERAL_DIFFERENT -> Outcome.REJECTED;
      case NO_ANSWER, UNPARSABLE, AMBIGUOUS, SEVERAL, LIMIT -> Outcome.UNDECIDED;
    };
  }
}
