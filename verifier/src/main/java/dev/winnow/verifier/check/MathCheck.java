package dev.winnow.verifier.check;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.verifier.math.MathFinding;
import dev.winnow.verifier.math.MathVerifier;
import dev.winnow.verifier.math.equal.MathPolicy;
import dev.winnow.verifier.math.equal.MathPolicy.Percent;
import dev.winnow.verifier.math.equal.MathPolicy.Several;
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
 *   <tr><td>{@code several}</td><td>what several boxed answers in one closing sentence mean where
 *       the reference has one value: {@code undecided} (default), {@code any} of them, the {@code
 *       last}, or {@code all} together as a list</td></tr>
 * </table>
 */
record MathCheck(MathVerifier verifier) implements CandidateCheck {
  static MathCheck of(Options options) {
    return new MathCheck(
        new MathVerifier(
            MathPolicy.defaults()
                .withPercent(options.takeEnum("percent", Percent.EITHER))
                .withRoundedDecimals(options.takeBoolean("rounded_decimals", false))
                .withSeveral(options.takeEnum("several", Several.UNDECIDED))));
  }

  @Override
  public String version() {
    return "math/2";
  }

  @Override
  public Finding check(Prompt prompt, String response) {
    if (prompt.getReference().isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    MathFinding found = verifier.verify(prompt.getReference().get(), response);
    Optional<String> extracted = Optional.of(found.extracted()).filter(text -> !text.isEmpty());
    return new Finding(outcome(found), found.reason().name(), extracted);
  }

  static Outcome outcome(MathFinding found) {
    return switch (found.reason()) {
      case EQUAL, SEVERAL_EQUAL -> Outcome.ACCEPTED;
      case DIFFERENT_VALUE, DIFFERENT_FORM, SEVERAL_DIFFERENT -> Outcome.REJECTED;
      case NO_ANSWER, UNPARSABLE, AMBIGUOUS, SEVERAL, LIMIT -> Outcome.UNDECIDED;
    };
  }
}
