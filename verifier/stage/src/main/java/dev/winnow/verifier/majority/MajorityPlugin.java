package dev.winnow.verifier.majority;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.AnswerCheck;
import dev.winnow.verifier.check.CheckPlugin;

/** Provides the check {@code majority}. */
public final class MajorityPlugin implements CheckPlugin<MajorityPlugin.Options> {
  /** When an answer is the reference. */
  public record Options(
      @PluginOption(
              help = "an answer is the reference if more than this share of the answers agree",
              defaultValue = "0.5",
              min = 0,
              max = 1)
          double share,
      @PluginOption(
              help = "least answers of a round; with fewer, the next round is counted",
              defaultValue = "4",
              min = 1,
              max = MajorityCheck.MAX_COUNTED)
          int answers) {
    /** Refuses what is out of range. */
    public Options {
      OptionRules.inRange(Options.class, share, answers).orThrow();
      if (share >= 1) {
        throw new BadOptionsException("share", "no share is more than 1; want less than 1");
      }
    }
  }

  @Override
  public String name() {
    return "majority";
  }

  @Override
  public String summary() {
    return "the final answer equals the one that most candidates of the first round agree on";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnswerCheck create(Options options) {
    return new MajorityCheck(options.share(), options.answers());
  }
}
