package dev.winnow.ops.console.action;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action did, or would do. Immutable.
 *
 * @param effects sentences for people
 * @param changes whether it changes, or changed, anything
 * @param version the version of the recipe that the effects hold for; null where there is none
 * @param report the counts that the command of the same name prints with {@code --json}; null where
 *     there is no such command
 */
public record ActionResult(
    List<String> effects, boolean changes, @Nullable String version, @Nullable Object report) {
  public ActionResult {
    effects = List.copyOf(effects);
  }
}
