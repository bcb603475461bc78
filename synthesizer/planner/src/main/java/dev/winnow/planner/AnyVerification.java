package dev.winnow.planner;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.rules.Violation;
import java.util.List;

/** Takes every verification and every prompt. */
enum AnyVerification implements VerificationCatalog {
  INSTANCE;

  @Override
  public PluginCatalog<? extends Plugin<?>> checks() {
    return PluginCatalog.of("check", List.<Plugin<?>>of());
  }

  @Override
  public List<OptionProblem> problems(Check check) {
    return List.of();
  }

  @Override
  public ScorerCatalog scorers() {
    return ScorerCatalog.NONE;
  }

  @Override
  public List<Violation> violations(Verification verification) {
    return List.of();
  }

  @Override
  public List<Violation> misfits(Verification verification, Prompt prompt) {
    return List.of();
  }
}
