package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Reasons;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.GuardedCheck;
import dev.winnow.verifier.check.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges candidates by the checks that they carry. Not thread-safe: one for each task.
 *
 * <p>What was not sampled, was cut off, or is too long is undecided before any check sees it: it is
 * not known to be wrong, so it must not become a negative to train on.
 */
final class Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

  /** Checks come from records that anyone may write, so the number kept compiled is bounded. */
  private static final int MAX_COMPILED = 256;

  private final int maxResponseChars;
  private final Map<Check, Compiled> compiled =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Check, Compiled> eldest) {
          return size() > MAX_COMPILED;
        }
      };

  /** A judgement: the finding and who made it. */
  record Judgement(Finding finding, String verifier) {}

  private sealed interface Compiled {
    record Usable(CandidateCheck check) implements Compiled {}

    record Bad(String error) implements Compiled {}
  }

  Judge(int maxResponseChars) {
    this.maxResponseChars = maxResponseChars;
  }

  Judgement judge(Candidate candidate) {
    return switch (compiled(candidate.getCheck())) {
      case Compiled.Bad bad ->
          new Judgement(unseen(candidate).orElse(Finding.undecided(Reason.BAD_CHECK)), "none");
      case Compiled.Usable usable ->
          new Judgement(
              unseen(candidate).orElseGet(() -> find(candidate, usable.check())),
              usable.check().version());
    };
  }

  private Compiled compiled(Check check) {
    return Checks.isBounded(check)
        ? compiled.computeIfAbsent(check, Judge::compile)
        : compile(check);
  }

  private static Finding find(Candidate candidate, CandidateCheck check) {
    return check.check(candidate.getPrompt(), candidate.getResponse());
  }

  /** The finding on a candidate that no check may see. */
  private Optional<Finding> unseen(Candidate candidate) {
    if (candidate.getFinishReason() == FinishReason.FAILED) {
      return Optional.of(Finding.undecided(Reasons.NOT_SAMPLED));
    }
    if (candidate.getFinishReason() == FinishReason.LENGTH) {
      return Optional.of(Finding.undecided(Reason.CUT_OFF));
    }
    return candidate.getResponse().length() > maxResponseChars
        ? Optional.of(Finding.undecided(Reason.TOO_LONG))
        : Optional.empty();
  }

  private static Compiled compile(Check check) {
    try {
      return new Compiled.Usable(new GuardedCheck(Checks.compile(check)));
    } catch (BadCheckException e) {
      LOG.warn("candidates cannot be judged, mend their recipe: {}", e.getMessage());
      return new Compiled.Bad(String.valueOf(e.getMessage()));
    }
  }
}
