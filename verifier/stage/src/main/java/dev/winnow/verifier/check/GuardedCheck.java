package dev.winnow.verifier.check;

import dev.winnow.schemas.plugin.PluginCalls;
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
  private static final Finding FAILED = Finding.undecided(Reason.CHECK_FAILED);

  static GuardedCheck of(CandidateCheck check) {
    return new GuardedCheck(check, check.version());
  }

  @Override
  public Finding check(Question question, String answer) {
    return PluginCalls.orElse(
        FAILED,
        () -> check.check(question, answer),
        e -> LOG.error("prompt={} check={} failed on an answer", question.promptId(), version, e));
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return PluginCalls.orElse(
        Optional.empty(),
        () -> check.misfit(reference),
        e -> LOG.error("check={} failed on a reference", version, e));
  }

  @Override
  public boolean judgesToolCalls() {
    return PluginCalls.orElse(
        false, check::judgesToolCalls, e -> LOG.error("check={} failed on tool calls", version, e));
  }
}
