package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Scorer;
import dev.winnow.verifier.check.Finding;
import java.util.List;

/**
 * Says what this build's checks would find of candidates, without a stream and without any scorer.
 * Not thread-safe.
 */
public final class JudgePreview {
  private final Judge judge = new Judge(VerifierConfig.MAX_RESPONSE_CHARS);

  /**
   * A result.
   *
   * @param scorers names of the scorers that would be asked; where there are some, outcome and
   *     reason are only what the checks say
   */
  public record Result(Outcome outcome, String reason, List<String> scorers) {}

  /**
   * Runs the checks for a candidate that is judged again.
   *
   * @param candidate one that names the verdict to replace
   */
  public Result of(Candidate candidate) {
    return result(Replacements.once(new CheckedCandidate(candidate, judge.check(candidate))));
  }

  /** Runs the checks for a candidate without a verdict, whatever its prompt's others say. */
  public Result first(Candidate candidate) {
    return result(new CheckedCandidate(candidate, judge.check(candidate)));
  }

  private Result result(CheckedCandidate checked) {
    Finding finding = checked.checked().finding();
    List<String> scorers = checked.scorers(judge).stream().map(Scorer::getName).toList();
    return new Result(finding.outcome(), finding.reason(), scorers);
  }
}
