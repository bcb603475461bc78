package dev.winnow.verifier;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Sample;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.recipe.Checked;
import dev.winnow.verifier.recipe.CompiledVerification;

/**
 * The verification that stored candidates are judged by again: the version of a recipe together
 * with the versions of this build's checks, since a check that has changed may find something else
 * under the same recipe.
 *
 * @param recipe the recipe
 * @param checks names and versions of its checks, joined by {@code +}; {@code none} without checks
 */
public record TargetVerification(Recipe recipe, String checks) {
  /**
   * Compiles the verification of a recipe.
   *
   * @throws BadCheckException if this build cannot use it, or a check judges whole rounds, while
   *     candidates are judged again one by one
   */
  public static TargetVerification of(Recipe recipe) {
    CompiledVerification verification = CompiledVerification.compile(recipe.getVerification());
    if (verification.needsRound()) {
      throw new BadCheckException(
          "recipe '%s' judges whole rounds (%s): its candidates cannot be judged again one by one"
              .formatted(recipe.getName(), verification.versions()));
    }
    return new TargetVerification(recipe, verification.versions());
  }

  /**
   * Returns whether a row has something to judge. A candidate that was not sampled, was cut off or
   * has no response is undecided under every verification.
   */
  public static boolean isJudgeable(Sample row) {
    return StoredCandidate.isWhole(row)
        && Response.missing(
                row.getFinishReason(), row.getFailureCode(), StoredCandidate.generated(row))
            .isEmpty();
  }

  /**
   * Returns whether to judge again would only repeat this verdict: it was given under the same
   * version of the recipe by the same checks. A verdict that a scorer's failure left undecided is
   * no such verdict, because the failure may have passed.
   */
  public boolean wouldRepeat(ReplacedVerdict verdict) {
    return verdict.getRecipeVersion().equals(recipe.getVersion())
        && hasSameChecks(verdict.getVerifier())
        && !isFailureOfScorer(verdict);
  }

  /**
   * Returns whether these checks judged. The first check that does not accept is the last that a
   * verdict names.
   */
  public boolean hasSameChecks(String verifier) {
    return verifier.equals(checks)
        || (!verifier.equals(Checked.NO_VERIFIER) && checks.startsWith(verifier + '+'));
  }

  private static boolean isFailureOfScorer(ReplacedVerdict verdict) {
    String reason = verdict.getReason();
    return verdict.getOutcome() == Outcome.UNDECIDED
        && (reason.startsWith(Reason.SCORER_FAILED) || reason.equals(Reason.NO_SCORER_POOL));
  }
}
