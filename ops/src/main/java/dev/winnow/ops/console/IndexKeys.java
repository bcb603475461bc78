package dev.winnow.ops.console;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import java.util.List;

/**
 * Keys of the index. Parts are separated by a zero character, which is replaced where a part has
 * one, so that a hostile name cannot reach the keys of another. Pure functions.
 */
final class IndexKeys {
  private static final char SEPARATOR = '\0';

  private IndexKeys() {}

  static String prompt(String id) {
    return key("prompt", id);
  }

  static String verdicts(String promptId) {
    return key("verdicts", promptId);
  }

  /** Returns the keys under which lists find a prompt. */
  static List<String> lists(Progress progress) {
    String state = progress.getState().name();
    String code = progress.getReasonCode().orElse("");
    return List.of(
        key("recipe", progress.getRecipe(), progress.getPromptId()),
        key("state", progress.getRecipe(), state, progress.getPromptId()),
        key("reason", progress.getRecipe(), state, code, progress.getPromptId()));
  }

  /** Returns what the keys of a list start with; the prompt's id follows. */
  static String list(PromptFilter filter) {
    if (filter.state().isEmpty()) {
      return key("recipe", filter.recipe(), "");
    }
    return filter.reason().isEmpty()
        ? key("state", filter.recipe(), filter.state().get(), "")
        : key("reason", filter.recipe(), filter.state().get(), filter.reason().get(), "");
  }

  /** Returns what the keys of the newest rows with an outcome and a reason start with. */
  static String rows(String recipe, Outcome outcome, String reason) {
    return key("row", recipe, outcome.name(), reason, "");
  }

  private static String key(String... parts) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        key.append(SEPARATOR);
      }
      key.append(parts[i].replace(SEPARATOR, '\uFFFD'));
    }
    return key.toString();
  }
}
