package dev.winnow.verifier.check;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts a failure of a check into a finding, because no answer may stop the stream. */
record GuardedCheck(CandidateCheck check) implements CandidateCheck {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedCheck.class);

  @Override
  public String version() {
    return check.version();
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // Includes errors of the check's code.
  public Finding check(Question question, String answer) {
    try {
      return check.check(question, answer);
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      LOG.error("prompt={} check={} failed on an answer", question.promptId(), version(), e);
      return Finding.undecided(Reason.CHECK_FAILED);
    }
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // Includes errors of the check's code.
  public Optional<String> misfit(Optional<String> reference) {
    try {
      return check.misfit(reference);
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      LOG.error("check={} failed on a reference", version(), e);
      return Optional.empty();
    }
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // Includes errors of the check's code.
  public boolean judgesToolCalls() {
    try {
      return check.judgesToolCalls();
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      LOG.error("check={} failed on tool calls", version(), e);
      return false;
    }
  }
}
