package dev.winnow.ops.console;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys of the index. Parts are separated by a zero character, which is replaced where a part has
 * one, so that a hostile name cannot reach the keys of another. Pure functions.
 */
final class IndexKeys {
  private static final int HARDNESS = 16;
  private static final char SEPARATOR = '\0';

  private IndexKeys() {}

  static String prompt(String id) {
    return key("prompt", id);
  }

  static String verdicts(String promptId) {
    return key("verdicts", promptId);
  }

  /** Returns what the keys of all dead letters, or of those with a reason, start with. */
  static String letters(Optional<String> reason) {
    return reason.isEmpty() ? key("letter", "") : key("letter-reason", reason.get(), "");
  }

  /** Returns what the keys of a recipe's versions start with. */
  static String versions(String recipe) {
    return key("version", recipe, "");
  }

  /** Returns the key under which the latest version of a recipe is; an empty name for all. */
  static String recipe(String name) {
    return key("latest-recipe", name);
  }

  /** Returns the keys under which lists find a prompt. */
  static List<String> lists(Progress progress) {
    String state = progress.getState().name();
    String code = progress.getReasonCode().orElse("");
    List<String> lists = new ArrayList<>();
    String id = progress.getPromptId();
    lists.add(key("recipe", progress.getRecipe(), id));
    lists.add(key("state", progress.getRecipe(), state, id));
    lists.add(key("reason", progress.getRecipe(), state, code, id));
    if (progress.getUnsolvable()) {
      lists.add(key("unsolvable", progress.getRecipe(), id));
    }
    boolean isUnsolved =
        progress.getState() == PromptState.EXHAUSTED || progress.getState() == PromptState.FAILED;
    if (isUnsolved && progress.getPassRate().isPresent()) {
      lists.add(key("hardest", progress.getRecipe(), hardness(progress) + id));
    }
    return lists;
  }

  /**
   * Returns text that sorts the hardest first: the lowest pass rate, then the most candidates. It
   * has {@value #HARDNESS} characters.
   */
  private static String hardness(Progress progress) {
    long rate = Math.round(1e6 * Math.clamp(progress.getPassRate().orElse(1.0), 0, 1));
    long judged = (long) progress.getAccepted() + progress.getRejected();
    return "%07d%09d".formatted(rate, Math.max(0, 999_999_999 - judged));
  }

  /** Returns the prompt's id in a key of the list; the rest of the key is its place. */
  static String id(PromptFilter filter, String place) {
    return filter.order() == PromptFilter.Order.HARDEST ? place.substring(HARDNESS) : place;
  }

  /** Returns what the keys of a list start with; the prompt's id follows. */
  static String list(PromptFilter filter) {
    if (filter.order() == PromptFilter.Order.HARDEST) {
      return key("hardest", filter.recipe(), "");
    }
    if (filter.isUnsolvable()) {
      return key("unsolvable", filter.recipe(), "");
    }
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

  /** Returns what the keys of a stored table start with; the rest may be any text. */
  static String table(String name) {
    return key("table", name, "");
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
