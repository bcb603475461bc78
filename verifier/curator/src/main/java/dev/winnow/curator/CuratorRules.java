package dev.winnow.curator;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.rules.Keys;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules for what the curator reads, needed because anyone may write to the topics. */
final class CuratorRules {
  private CuratorRules() {}

  /**
   * Returns the first rule that this row breaks; empty when it may be curated.
   *
   * @param outcome outcome of the rows on its topic
   */
  static Optional<Bad<Sample>> broken(byte @Nullable [] key, Outcome outcome, Sample row) {
    return Violation.outside("index", row.getIndex(), 0, RecipeRules.MAX_CANDIDATES - 1)
        .or(() -> Violation.outside("tokens", row.getTokens(), 0, Integer.MAX_VALUE))
        .map(Violation::toString)
        .or(
            () ->
                row.getOutcome() == outcome
                    ? Optional.empty()
                    : Optional.of(
                        "outcome: want %s on this topic, not %s"
                            .formatted(outcome, row.getOutcome())))
        .map(error -> new Bad<Sample>("INVALID_SAMPLE", error))
        .or(() -> Keys.mismatch(key, row.getPromptId()));
  }

  /** Returns the first rule that this progress breaks; empty when it may count. */
  static Optional<Bad<Progress>> broken(byte @Nullable [] key, Progress progress) {
    return Violation.outside("accepted", progress.getAccepted(), 0, Integer.MAX_VALUE)
        .or(() -> Violation.outside("rejected", progress.getRejected(), 0, Integer.MAX_VALUE))
        .or(() -> Violation.outside("undecided", progress.getUndecided(), 0, Integer.MAX_VALUE))
        .map(violation -> new Bad<Progress>("INVALID_PROGRESS", violation.toString()))
        .or(() -> Keys.mismatch(key, progress.getPromptId()));
  }
}
