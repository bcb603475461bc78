package dev.winnow.verifier.constraint;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Question;
import dev.winnow.verifier.check.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The response follows instructions that can be verified: the 25 of IFEval (Zhou et al., arXiv
 * 2311.07911) and 56 of IFBench (arXiv 2507.02833), judged as their reference implementations do.
 * Differences: nothing is random. An instruction that is unknown, or that lacks an argument, is
 * undecided; the language of a text is found with a fixed seed; patterns that come with the data do
 * bounded work.
 *
 * @param fixed the recipe's instructions; empty where each prompt's reference has its own
 * @param share the share of instructions that must be followed, above 0 and up to 1
 */
record ConstraintsCheck(List<Instruction> fixed, ConstraintReading reading, double share)
    implements CandidateCheck {
  private static final String BAD_CONSTRAINT = "BAD_CONSTRAINT";

  enum Need {
    ALL,
    FRACTION
  }

  /** The instructions, and how strictly they are judged. */
  record Options(
      @PluginOption(
              help =
                  "the instructions of all prompts, a JSON list of {\"id\", \"kwargs\"}; left out,"
                      + " those of each prompt's reference",
              fromFile = true,
              json = true)
          Optional<String> instructions,
      @PluginOption(
              help =
                  "strict: the response as it is; loose: also without its first line, last line or"
                      + " asterisks",
              defaultValue = "strict")
          ConstraintReading mode,
      @PluginOption(
              help = "all instructions must be followed, or a fraction of them",
              defaultValue = "all")
          Need need,
      @PluginOption(
              help = "fraction: the share of instructions that suffices",
              defaultValue = "0.5",
              min = 0.01,
              max = 1)
          double share) {
    Options {
      OptionRules.inRange(Options.class, instructions, mode, need, share).orThrow();
      instructions.ifPresent(Options::read);
    }

    private static List<Instruction> read(String text) {
      try {
        return InstructionReader.read(text);
      } catch (BadConstraintException e) {
        throw new BadOptionsException("instructions", String.valueOf(e.getMessage()));
      }
    }
  }

  /** Provides the check {@code constraints}. */
  public static final class Plugin implements CheckPlugin<Options> {
    @Override
    public String name() {
      return "constraints";
    }

    @Override
    public String summary() {
      return "the response follows verifiable instructions, those of IFEval and IFBench";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public CandidateCheck create(Options options) {
      return new ConstraintsCheck(
          options.instructions().map(Options::read).orElse(List.of()),
          options.mode(),
          options.need() == Need.ALL ? 1 : options.share());
    }
  }

  @Override
  public String version() {
    return "constraints/1";
  }

  @Override
  public Finding check(Question question, String answer) {
    if (fixed.isEmpty() && question.reference().isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    try {
      Followed followed = Followed.by(answer, instructions(question.reference()), reading);
      return finding(followed).with(Map.of("followed", followed.least()));
    } catch (BadConstraintException e) {
      return Finding.undecided(BAD_CONSTRAINT);
    }
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    if (fixed.isEmpty() && reference.isEmpty()) {
      return Optional.of(
          "check 'constraints' needs the instructions, here or as the option 'instructions'");
    }
    try {
      instructions(reference);
      return Optional.empty();
    } catch (BadConstraintException e) {
      return Optional.of("check 'constraints' cannot read the instructions: " + e.getMessage());
    }
  }

  private List<Instruction> instructions(Optional<String> reference) {
    return fixed.isEmpty() ? InstructionReader.read(reference.orElse("")) : fixed;
  }

  private Finding finding(Followed followed) {
    if (followed.least() >= share) {
      return Finding.accepted("FOLLOWED", followed.shown());
    }
    return followed.most() < share
        ? Finding.rejected("NOT_FOLLOWED", followed.shown())
        : Finding.undecided(Reason.LIMIT);
  }
}
