package dev.winnow.ops.retry;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The prompts of one recipe that have failed, by their latest progress. Not thread-safe. */
final class FailedPrompts {
  private static final String NO_CODE = "(no code)";

  private final String recipe;
  private final Optional<String> reason;
  private final Map<String, String> codes = new HashMap<>();

  /**
   * None yet.
   *
   * @param recipe name of the recipe
   * @param reason only those that failed with this code; empty for all
   */
  FailedPrompts(String recipe, Optional<String> reason) {
    this.recipe = recipe;
    this.reason = reason;
  }

  /** The next record of a prompt, empty where its progress was taken back. */
  void onProgress(String promptId, Optional<Progress> progress) {
    codes.remove(promptId);
    progress
        .filter(one -> one.getState() == PromptState.FAILED && one.getRecipe().equals(recipe))
        .map(one -> one.getReasonCode().orElse(NO_CODE))
        .filter(code -> reason.isEmpty() || reason.get().equals(code))
        .ifPresent(code -> codes.put(promptId, code));
  }

  /** Their ids. */
  Set<String> ids() {
    return Collections.unmodifiableSet(codes.keySet());
  }

  /** How many failed with which code. */
  SortedMap<String, Integer> byReason() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    codes.values().forEach(code -> counts.merge(code, 1, Integer::sum));
    return counts;
  }
}
