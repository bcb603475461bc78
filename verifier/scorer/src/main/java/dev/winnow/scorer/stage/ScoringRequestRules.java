package dev.winnow.scorer.stage;

import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.rules.Keys;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.VerificationRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules for a request, checked before an engine sees it: anyone may write to the topic. */
final class ScoringRequestRules {
  private static final int MAX_SCORES = 64;

  private ScoringRequestRules() {}

  /**
   * Returns why a request must not be scored; empty where it may be.
   *
   * @param key key of its record, which must be the prompt's id: a score goes to the partition that
   *     the verifier reads it from
   */
  static Optional<Bad<ScoringRequest>> refusal(byte @Nullable [] key, ScoringRequest request) {
    List<Violation> violations = violations(request);
    if (!violations.isEmpty()) {
      return Optional.of(new Bad<>("INVALID_SCORING_REQUEST", Violation.join(violations)));
    }
    return Keys.mismatch(key, request.getPrompt().getId());
  }

  private static List<Violation> violations(ScoringRequest request) {
    List<Violation> violations = new ArrayList<>(PromptRules.violations(request.getPrompt()));
    Violation.outside("index", request.getIndex(), 0, RecipeRules.MAX_CANDIDATES - 1)
        .ifPresent(violations::add);
    Violation.outside("revision", request.getRevision(), 0, Revision.MAX + 1)
        .ifPresent(violations::add);
    Violation.outside("attempt", request.getAttempt(), 0, Integer.MAX_VALUE)
        .ifPresent(violations::add);
    Scorer scorer = request.getScorer();
    Violation.outside("scorer.scores", scorer.getScores().size(), 1, MAX_SCORES)
        .ifPresent(violations::add);
    Verification alone = Verification.newBuilder().setScorers(List.of(scorer)).build();
    if (!VerificationRules.isBounded(alone)) {
      violations.add(new Violation("scorer", "its options are longer than those of any recipe"));
    }
    return violations;
  }
}
