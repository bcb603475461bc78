package dev.winnow.verifier.cases;

import java.util.List;

/** The results of cases of the math check. */
public record CaseReport(List<CaseResult> results) {
  public CaseReport {
    results = List.copyOf(results);
  }

  public boolean allHeld() {
    return results.stream().allMatch(CaseResult::held);
  }
}
