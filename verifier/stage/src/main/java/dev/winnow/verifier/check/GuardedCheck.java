package dev.winnow.verifier.check;

import dev.winnow.schemas.plugin.PluginCalls;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts a failure of a check into a finding, because no answer may stop the stream.
 *
 * @param version asked for once, when the check is made: each call of its code may fail
 */
record GuardedCheck(CandidateCheck check, String version) implements CandidateCheck {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedCheck.class);
  private static final String NULL = "null was returned";

  static GuardedCheck of(CandidateCheck check) {
    return new GuardedCheck(check, check.version());
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // Includes errors of the check's code.
  public Finding check(Question question, String answer) {
    try {
      return Objects.requireNonNull(check.check(question, answer), NULL);
    } catch (Throwable thrown) {
      Throwable e = PluginCalls.ofPlugin(thrown);
      LOG.error("prompt={} check={} failed on an answer", question.promptId(), version(), e);
      return Finding.undecided(Reason.CHECK_FAILED);
    }
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // Includes errors of the check's code.
  public Optional<String> misfit(Optional<String> reference) {
    try {
      return Objects.requireNonNull(check.misfit(reference), NULL);
    } catch (Throwable thrown) {
      Throwable e = PluginCalls.ofPlugin(thrown);
      LOG.error("check={} failed on a reference", version(), e);
      return Optional.empty();
    }
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // Includes errors of the check's code.
  public boolean judgesToolCalls() {
    try {
      return check.judgesToolCalls();
    } catch (Throwable thrown) {
      Throwable e = PluginCalls.ofPlugin(thrown);
      LOG.error("check={} failed on tool calls", version(), e);
      return false;
    }
  }
}
