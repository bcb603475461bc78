package dev.winnow.schemas.rules;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import java.util.List;

/**
 * What the checks that are installed ask of recipes and prompts, so that every entrance refuses
 * what could only fail after sampling: the command line, the gateway and the planner. Thread-safe;
 * bounded on hostile input.
 */
public interface CheckCatalog {
  /** Everything that is wrong with this check of a recipe: its type, its options. */
  List<Violation> violations(Check check);

  /**
   * Everything that makes this prompt unfit for the check, such as a missing reference; empty too
   * where the check itself is not usable.
   */
  List<Violation> misfits(Check check, Prompt prompt);
}
