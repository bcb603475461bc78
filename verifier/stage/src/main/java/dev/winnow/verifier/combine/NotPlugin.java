package dev.winnow.verifier.combine;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;

/** Provides the check {@code not}. */
public final class NotPlugin implements CheckPlugin<NotPlugin.Options> {
  /** The check. */
  public record Options(
      @PluginOption(
              help = "the check that must reject, a JSON list of one {\"type\", \"options\"}",
              example = "[{\"type\": \"exact\"}]",
              fromFile = true,
              json = true)
          String checks) {
    /** Refuses a check that cannot be used. */
    public Options {
      if (CombinedChecks.read(checks).size() != 1) {
        throw new BadOptionsException("checks", "want one check; combine several by any_of");
      }
    }
  }

  @Override
  public String name() {
    return "not";
  }

  @Override
  public String summary() {
    return "another check rejects the answer";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public CandidateCheck create(Options options) {
    return new Negation(CombinedChecks.read(options.checks()).getFirst());
  }
}
