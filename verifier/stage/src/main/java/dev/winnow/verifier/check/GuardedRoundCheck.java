package dev.winnow.verifier.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts a failure of a check into a finding, because no answer may stop the stream. */
record GuardedRoundCheck(RoundCheck check) implements RoundCheck {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedRoundCheck.class);

  @Override
  public String version() {
    return check.version();
  }

  @Override
  public Optional<String> vote(Question question, String answer) {
    return guarded(() -> check.vote(question, answer), Optional.empty());
  }

  @Override
  public Consensus settle(List<String> answers) {
    Consensus failed =
        new Consensus(Optional.empty(), 0, answers.size(), Optional.of(Reason.CHECK_FAILED));
    return guarded(() -> check.settle(answers), failed);
  }

  @Override
  public Finding check(Question question, String answer) {
    return guarded(() -> check.check(question, answer), Finding.undecided(Reason.CHECK_FAILED));
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return guarded(() -> check.misfit(reference), Optional.empty());
  }

  @SuppressWarnings("CatchingUnchecked") // Includes errors of the check's code.
  private <T> T guarded(Supplier<T> work, T failed) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      LOG.error("check={} failed", version(), e);
      return failed;
    }
  }
}
