package dev.winnow.verifier.combine;

import dev.winnow.schemas.Outcome;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Question;
import java.util.Optional;

/** Accepts what another check rejects, and rejects what it accepts; the reason stays its own. */
record Negation(CandidateCheck check) implements CandidateCheck {
  @Override
  public String version() {
    return "not/1";
  }

  @Override
  public Finding check(Question question, String answer) {
    Finding finding = check.check(question, answer);
    return switch (finding.outcome()) {
      case ACCEPTED -> new Finding(Outcome.REJECTED, finding.reason(), finding.extracted());
      case REJECTED -> new Finding(Outcome.ACCEPTED, finding.reason(), finding.extracted());
      default -> finding;
    };
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return check.misfit(reference);
  }

  @Override
  public boolean judgesToolCalls() {
    return check.judgesToolCalls();
  }
}
