package dev.winnow.verifier.check;

import dev.winnow.schemas.Prompt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A check whose own failure is a finding too: no response may stop the stream. */
public record GuardedCheck(CandidateCheck check) implements CandidateCheck {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedCheck.class);

  @Override
  public String version() {
    return check.version();
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // Also a StackOverflowError, which is not an Exception.
  public Finding check(Prompt prompt, String response) {
    try {
      return check.check(prompt, response);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("prompt={} check={} failed on a response", prompt.getId(), version(), e);
      return Finding.undecided(Reason.CHECK_FAILED);
    }
  }
}
