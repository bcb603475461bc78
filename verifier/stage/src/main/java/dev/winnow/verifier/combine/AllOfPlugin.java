package dev.winnow.verifier.combine;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;

/** Provides the check {@code all_of}. */
public final class AllOfPlugin implements CheckPlugin<AllOfPlugin.Options> {
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
    return "all_of";
  }

  @Override
  public String summary() {
    return "all of several checks accept the answer";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public CandidateCheck create(Options options) {
    return new Combination("all_of/1", Outcome.REJECTED, CombinedChecks.read(options.checks()));
  }
}
