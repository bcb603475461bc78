package dev.winnow.planner;

import dev.winnow.schemas.rules.Violation;
import java.util.List;

/**
 * Why a prompt ended, or waits.
 *
 * @param code in capitals, for programs
 * @param words for people
 */
record EndReason(String code, String words) {
  static final EndReason RECIPE_DELETED = new EndReason("RECIPE_DELETED", "its recipe was deleted");

  static EndReason noRecipe(String name) {
    return new EndReason("NO_RECIPE", "waiting for recipe '%s' to be published".formatted(name));
  }

  static EndReason unusableRecipe(String name, String problem) {
    return new EndReason(
        "UNUSABLE_RECIPE",
        "waiting for recipe '%s' to be published again, it is not usable: %s"
            .formatted(name, problem));
  }

  static EndReason unfit(List<Violation> misfits) {
    return new EndReason("UNFIT_PROMPT", Violation.join(misfits));
  }
}
