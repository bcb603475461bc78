package dev.winnow.ops.console;

import java.util.Optional;

/**
 * Which prompts of a recipe are listed. Immutable.
 *
 * @param state state of a prompt, such as {@code EXHAUSTED}; empty for all
 * @param reason reason code; empty for all; needs a state
 * @param isUnsolvable whether only prompts that the planner holds to be unsolvable are listed
 * @param order by id, or the hardest first, of those alone that ended without what was wanted
 * @param idPrefix what the id starts with; may be empty, and must be in another order than that of
 *     ids
 */
record PromptFilter(
    String recipe,
    Optional<String> state,
    Optional<String> reason,
    boolean isUnsolvable,
    Order order,
    String idPrefix) {
  /** The order of a list. */
  enum Order {
    ID,
    HARDEST
  }

  PromptFilter {
    if (reason.isPresent() && state.isEmpty()) {
      throw new IllegalArgumentException("reason: needs a state, such as state=EXHAUSTED");
    }
    boolean isNarrowed = state.isPresent() || !idPrefix.isEmpty();
    if (order == Order.HARDEST && (isNarrowed || isUnsolvable)) {
      throw new IllegalArgumentException("sort=hardest: goes with no other filter");
    }
    if (isUnsolvable && state.isPresent()) {
      throw new IllegalArgumentException("unsolvable: goes with no state");
    }
  }

  /** Returns a filter by state and reason, in the order of the ids. */
  static PromptFilter of(
      String recipe, Optional<String> state, Optional<String> reason, String idPrefix) {
    return new PromptFilter(recipe, state, reason, false, Order.ID, idPrefix);
  }
}
