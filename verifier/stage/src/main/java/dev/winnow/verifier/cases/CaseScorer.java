package dev.winnow.verifier.cases;

import dev.winnow.math.MathFinding;
import dev.winnow.math.MathReason;
import dev.winnow.math.MathVerifier;
import dev.winnow.verifier.answer.Answer;
import dev.winnow.verifier.answer.AnswerReader;
import java.util.List;

/** Runs cases of the math check, with responses handled as in the verifier stage. */
public final class CaseScorer {
  private static final AnswerReader READER = new AnswerReader(List.of());

  private final MathVerifier verifier;

  public CaseScorer(MathVerifier verifier) {
    this.verifier = verifier;
  }

  public CaseReport score(List<Case> cases) {
    return new CaseReport(cases.stream().map(this::score).toList());
  }

  CaseResult score(Case tried) {
    if (tried.kind() == Case.Kind.EQUIV) {
      return result(tried, verifier.compare(tried.gold(), tried.candidate()));
    }
    return switch (READER.read(tried.candidate())) {
      case Answer.Part part -> result(tried, verifier.verify(tried.gold(), part.text()));
      case Answer.Missing missing -> new CaseResult(tried, absent(missing), missing.reason());
    };
  }

  private static CaseResult result(Case tried, MathFinding finding) {
    return new CaseResult(tried, finding, finding.reason().name());
  }

  private static MathFinding absent(Answer.Missing missing) {
    return new MathFinding(false, MathReason.NO_ANSWER, "", null, 0, "", "", missing.reason());
  }
}
