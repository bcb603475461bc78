package dev.winnow.ops.console;

import java.util.Optional;

/**
 * Which prompts of a recipe are listed. Immutable.
 *
 * @param state state of a prompt, such as {@code EXHAUSTED}; empty for all
 * @param reason reason code; empty for all; needs a state
 * @param idPrefix what the id starts with; may be empty
 */
record PromptFilter(
    String recipe, Optional<String> state, Optional<String> reason, String idPrefix) {
  PromptFilter {
    if (reason.isPresent() && state.isEmpty()) {
      throw new IllegalArgumentException("reason: needs a state, such as state=EXHAUSTED");
    }
  }
}
