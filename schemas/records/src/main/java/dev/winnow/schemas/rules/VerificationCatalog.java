package dev.winnow.schemas.rules;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import java.util.List;

/**
 * The requirements of the installed checks and scorers on recipes and prompts. The command line,
 * the gateway and the planner use it to reject early what could only fail after sampling.
 * Thread-safe; bounded on hostile input.
 */
public interface VerificationCatalog {
  /** Returns the checks that recipes can name. */
  PluginCatalog<? extends Plugin<?>> checks();

  /**
   * Returns everything that is wrong with one check of a recipe: its type, its options and its
   * reasoning markers. A problem names an option or another field of the check; it names none where
   * it concerns the check as a whole.
   */
  List<OptionProblem> problems(Check check);

  /** Returns the types of scorers that recipes can name. */
  ScorerCatalog scorers();

  /**
   * Returns all violations of this verification of a recipe: the types and options of its checks
   * and scorers, and its expressions.
   */
  List<Violation> violations(Verification verification);

  /**
   * Returns all reasons why the checks and scorers cannot judge this prompt, such as a missing
   * reference; also empty if the verification itself is not usable.
   */
  List<Violation> misfits(Verification verification, Prompt prompt);
}
