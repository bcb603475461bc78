package dev.winnow.verifier.combine;

import dev.winnow.schemas.Outcome;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Question;
import java.util.List;
import java.util.Optional;

/**
 * Several checks of one answer, by Kleene's three-valued logic: the first finding with the decisive
 * outcome is the result, else the first undecided one, else the last.
 *
 * @param decisive accepted for "any of", rejected for "all of"
 */
record Combination(String version, Outcome decisive, List<CandidateCheck> checks)
    implements CandidateCheck {
  @Override
  public Finding check(Question question, String answer) {
    Optional<Finding> undecided = Optional.empty();
    Finding last = Finding.undecided("NO_CHECK");
    for (CandidateCheck check : checks) {
      last = check.check(question, answer);
      if (last.outcome() == decisive) {
        return last;
      }
      if (last.outcome() == Outcome.UNDECIDED && undecided.isEmpty()) {
        undecided = Optional.of(last);
      }
    }
    return undecided.orElse(last);
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return checks.stream().flatMap(check -> check.misfit(reference).stream()).findFirst();
  }

  @Override
  public boolean judgesToolCalls() {
    return checks.stream().anyMatch(CandidateCheck::judgesToolCalls);
  }
}
