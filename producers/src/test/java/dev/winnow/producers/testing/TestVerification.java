package dev.winnow.producers.testing;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.ScorerType;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.rules.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks are {@code math} with some options, {@code parts} with a text that may be in a file,
 * and {@code needs_reference}, which alone needs one. The one type of scorers is {@code reward},
 * with options {@code scale} and {@code note}; an expression must not say {@code nonsense}.
 */
public final class TestVerification implements VerificationCatalog {
  /** With {@link TestStrategies}. */
  public static final RecipeCatalog CATALOG =
      new RecipeCatalog(TestStrategies.CATALOG, new TestVerification(), new TestCuration());

  private static final ScorerCatalog SCORERS =
      new ScorerCatalog(PluginCatalog.of("scorer", List.of(new RewardType())));

  private static final PluginCatalog<Plugin<?>> CHECKS =
      PluginCatalog.of(
          "check",
          List.<Plugin<?>>of(
              new Named<>("math", "equal", Equal.class),
              new Named<>("parts", "has a text", Parts.class),
              new Named<>("needs_reference", "has none", None.class)));

  private record Named<C extends Record>(String name, String summary, Class<C> options)
      implements Plugin<C> {}

  record Equal(
      @PluginOption(help = "difference", defaultValue = "0", min = 0, max = 1) double tolerance,
      @PluginOption(help = "strictness", defaultValue = "false") boolean strict,
      @PluginOption(help = "a unit") Optional<String> unit,
      @PluginOption(help = "digits", defaultValue = "3", min = 1, max = 9) int digits) {
    Equal {
      OptionRules.inRange(Equal.class, tolerance, strict, unit, digits).orThrow();
    }
  }

  record Parts(@PluginOption(help = "a text", example = "a", fromFile = true) String text) {
    Parts {
      if (text.startsWith("wrong")) {
        throw new BadOptionsException("text[1].part", "want another part");
      }
    }
  }

  record None() {}

  record Scale(
      @PluginOption(help = "factor", defaultValue = "1") double scale,
      @PluginOption(help = "a text", fromFile = true) Optional<String> note) {}

  private static final class RewardType implements ScorerType<Scale> {
    @Override
    public String name() {
      return "reward";
    }

    @Override
    public String summary() {
      return "a number";
    }

    @Override
    public Class<Scale> options() {
      return Scale.class;
    }

    @Override
    public boolean isRepeatable(Scale options) {
      return true;
    }
  }

  @Override
  public PluginCatalog<? extends Plugin<?>> checks() {
    return CHECKS;
  }

  @Override
  public List<OptionProblem> problems(Check check) {
    try {
      CHECKS.complete(check.getType(), check.getOptions());
      return List.of();
    } catch (BadOptionsException e) {
      return e.problems();
    }
  }

  @Override
  public ScorerCatalog scorers() {
    return SCORERS;
  }

  @Override
  public List<Violation> violations(Verification verification) {
    List<Violation> found = new ArrayList<>();
    if (verification.getAccept().orElse("").equals("nonsense")) {
      found.add(new Violation("verify.accept", "want a condition"));
    }
    return found;
  }

  @Override
  public List<Violation> misfits(Verification verification, Prompt prompt) {
    boolean isNeeded =
        verification.getChecks().stream().map(Check::getType).anyMatch("needs_reference"::equals);
    return isNeeded && prompt.getReference().isEmpty()
        ? List.of(new Violation("reference", "is missing, and the check needs one"))
        : List.of();
  }
}
