package dev.winnow.verifier.check;

import dev.winnow.schemas.plugin.PluginCalls;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts a failure of a check into a finding, because no answer may stop the stream.
 *
 * @param version asked for once, when the check is made: each call of its code may fail
 */
record GuardedRoundCheck(RoundCheck check, String version) implements RoundCheck {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedRoundCheck.class);

  static GuardedRoundCheck of(RoundCheck check) {
    return new GuardedRoundCheck(check, check.version());
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

  private <T> T guarded(Supplier<T> work, T failed) {
    return PluginCalls.orElse(failed, work, e -> LOG.error("check={} failed", version, e));
  }
}
