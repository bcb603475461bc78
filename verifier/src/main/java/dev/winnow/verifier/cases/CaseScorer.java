package dev.winnow.verifier.cases;

import dev.winnow.verifier.math.MathFinding;
import dev.winnow.verifier.math.MathVerifier;
import java.util.List;

/** Puts cases to a verifier. */
public final class CaseScorer {
  private final MathVerifier verifier;

  public CaseScorer(MathVerifier verifier) {
    this.verifier = verifier;
  }

  public CaseReport score(List<Case> cases) {
    return new CaseReport(cases.stream().map(this::score).toList());
  }

  CaseResult score(Case tried) {
    MathFinding finding =
        tried.kind() == Case.Kind.EQUIV
            ? verifier.compare(tried.gold(), tried.candidate())
            : verifier.verify(tried.gold(), tried.candidate());
    return new CaseResult(tried, finding);
  }
}
