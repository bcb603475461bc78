package dev.winnow.schemas.rules;

import dev.winnow.schemas.Curation;
import dev.winnow.schemas.Verification;
import java.util.List;

/**
 * What the installed policies of the curator ask of recipes. Thread-safe; bounded on hostile input.
 */
public interface CurationCatalog {
  /** Returns the policies that {@code curate.selected} can name. */
  PolicyCatalog selections();

  /** Returns the policies that {@code curate.pairs} can name. */
  PolicyCatalog pairs();

  /**
   * Returns everything that is wrong with the curation of a recipe.
   *
   * @param verification how the same recipe verifies: a policy may need a score
   */
  List<Violation> violations(Curation curation, Verification verification);
}
