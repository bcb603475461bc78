package dev.winnow.verifier.recipe;

import dev.winnow.schemas.Verification;
import dev.winnow.schemas.rules.VerificationRules;
import java.util.Set;
import java.util.TreeSet;

/** The names that the expressions of a verification may use. */
final class ScoreNames {
  private ScoreNames() {}

  /** Returns the names of all scores. */
  static Set<String> of(Verification verification) {
    Set<String> names = new TreeSet<>();
    verification.getScorers().forEach(scorer -> names.addAll(scorer.getScores()));
    return names;
  }

  /** Returns the names of all scores, and of the combined score if there is one. */
  static Set<String> inAccept(Verification verification) {
    Set<String> names = of(verification);
    if (verification.getScore().isPresent() || names.size() == 1) {
      names.add(VerificationRules.SCORE);
    }
    return names;
  }
}
