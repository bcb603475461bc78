package dev.winnow.schemas.rules;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import java.util.List;

/**
 * The requirements of the installed checks on recipes and prompts. The command line, the gateway
 * and the planner use it to reject early what could only fail after sampling. Thread-safe; bounded
 * on hostile input.
 */
public interface CheckCatalog {
  /** Returns all violations of this check of a recipe: its type, its options. */
  List<Violation> violations(Check check);

  /**
   * Returns all reasons why the check cannot judge this prompt, such as a missing reference; also
   * empty if the check itself is not usable.
   */
  List<Violation> misfits(Check check, Prompt prompt);
}
