package dev.winnow.producers.testing;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Verification;
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
 * Any check but {@code nonsense} is installed, and only {@code needs-reference} needs one. The one
 * type of scorers is {@code reward}, with options {@code scale} and {@code note}; an expression
 * must not say {@code nonsense}.
 */
public final class TestVerification implements VerificationCatalog {
  /** With {@link TestStrategies}. */
  public static final RecipeCatalog CATALOG =
      new RecipeCatalog(TestStrategies.CATALOG, new TestVerification(), new TestCuration());

  private static final ScorerCatalog SCORERS =
      new ScorerCatalog(PluginCatalog.of("scorer", List.of(new RewardType())));

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
  public ScorerCatalog scorers() {
    return SCORERS;
  }

  @Override
  public List<Violation> violations(Verification verification) {
    List<Violation> found = new ArrayList<>();
    for (int i = 0; i < verification.getChecks().size(); i++) {
      if (verification.getChecks().get(i).getType().equals("nonsense")) {
        found.add(new Violation("verify.checks[" + i + "].type", "there is no check 'nonsense'"));
      }
    }
    if (verification.getAccept().orElse("").equals("nonsense")) {
      found.add(new Violation("verify.accept", "want a condition"));
    }
    return found;
  }

  @Override
  public List<Violation> misfits(Verification verification, Prompt prompt) {
    boolean isNeeded =
        verification.getChecks().stream().map(Check::getType).anyMatch("needs-reference"::equals);
    return isNeeded && prompt.getReference().isEmpty()
        ? List.of(new Violation("reference", "is missing, and the check needs one"))
        : List.of();
  }
}
