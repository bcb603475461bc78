package dev.winnow.verifier.combine;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;

/** Provides the check {@code any_of}. */
public final class AnyOfPlugin implements CheckPlugin<AnyOfPlugin.Options> {
  /** The checks. */
  public record Options(
      @PluginOption(
              help = "the checks, a JSON list of {\"type\", \"options\"}",
              example = "[{\"type\": \"exact\"}]",
              fromFile = true,
              json = true)
          String checks) {
    /** Refuses checks that cannot be used. */
    public Options {
      CombinedChecks.read(checks);
    }
  }

  @Override
  public String name() {
    return "any_of";
  }

  @Override
  public String summary() {
    return "one of several checks accepts the answer";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public CandidateCheck create(Options options) {
    return new Combination("any_of/1", Outcome.ACCEPTED, CombinedChecks.read(options.checks()));
  }
}
