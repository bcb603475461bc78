package dev.winnow.verifier.check;

import dev.winnow.schemas.Outcome;
import dev.winnow.verifier.math.MathFinding;
import dev.winnow.verifier.math.MathVerifier;
import dev.winnow.verifier.math.equal.MathPolicy;
import dev.winnow.verifier.math.equal.MathPolicy.Percent;
import java.util.Optional;

/**
 * The response's final answer must equal the reference's as mathematics. A response without an
 * answer, or one that cannot be read or decided within bounds, is undecided: it is not known to be
 * wrong.
 *
 * <table>
 *   <caption>Options</caption>
 *   <tr><td>{@code percent}</td><td>how 50% compares with a bare number: {@code either} 50 or 0.5
 *       (default), {@code fraction}, {@code stripped}</td></tr>
 *   <tr><td>{@code rounded_decimals}</td><td>a reference with k decimals accepts every value that
 *       rounds to it (default false)</td></tr>
 * </table>
 */
record MathCheck(MathVerifier verifier) implements CandidateCheck {
  /** Compared with a reference to see whether that can be read. */
  private static final String PROBE = "1";

  static MathCheck of(Options options) {
    return new MathCheck(
        new MathVerifier(
            MathPolicy.defaults()
                .withPercent(options.takeEnum("percent", Percent.EITHER))
                .withRoundedDecimals(options.takeBoolean("rounded_decimals", false))));
  }

  @Override
  public String version() {
    return "math/1";
  }

  @Override
  public Finding check(Question question, String answer) {
    if (question.reference().isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    MathFinding found = verifier.verify(question.reference().get(), answer);
    Optional<String> extracted = Optional.of(found.extracted()).filter(text -> !text.isEmpty());
    return new Finding(outcome(found), found.reason().name(), extracted);
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    if (reference.filter(text -> !text.isBlank()).isEmpty()) {
      return Optional.of("check 'math' needs the right answer, or a solution that ends with it");
    }
    return switch (verifier.compare(reference.get(), PROBE).reason()) {
      case EQUAL, DIFFERENT_VALUE, DIFFERENT_FORM -> Optional.empty();
      case NO_ANSWER -> Optional.of("check 'math' finds no answer in it");
      case UNPARSABLE -> Optional.of("check 'math' cannot read it as mathematics");
      case LIMIT -> Optional.of("it is too long or too deep for check 'math'");
    };
  }

  private static Outcome outcome(MathFinding found) {
    return switch (found.reason()) {
      case EQUAL -> Outcome.ACCEPTED;
      case DIFFERENT_VALUE, DIFFERENT_FORM -> Outcome.REJECTED;
      case NO_ANSWER, UNPARSABLE, LIMIT -> Outcome.UNDECIDED;
    };
  }
}
