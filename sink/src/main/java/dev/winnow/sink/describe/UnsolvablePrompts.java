package dev.winnow.sink.describe;

import dev.winnow.schemas.Progress;
import dev.winnow.sink.describe.DatasetDescriber.UnsolvableListings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The prompts that are unsolvable according to the latest records of the topic {@code progress}.
 * The result depends only on that compacted topic, so it is the same after a restart. Only
 * unsolvable prompts are kept, in a few hundred bytes each. Not thread-safe.
 */
public final class UnsolvablePrompts implements UnsolvableListings {
  /** Maximum number of prompts listed for a recipe. */
  static final int MAX_LISTED = 1_000;

  private static final int MAX_REASON_CHARS = 500;

  private final Map<String, Entry> byKey = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  private record Entry(String recipe, UnsolvablePrompt prompt) {}

  /**
   * The unsolvable prompts of a recipe.
   *
   * @param prompts their number
   * @param listed the first of them by id, at most {@value UnsolvablePrompts#MAX_LISTED}
   */
  public record Listing(long prompts, List<UnsolvablePrompt> listed) {}

  /** Records the latest progress of the prompt with this key. */
  public void take(String key, Progress progress) {
    replace(key, progress.getUnsolvable() ? entry(progress) : null);
  }

  /** Removes the prompt with this key, because its progress was deleted. */
  public void forget(String key) {
    replace(key, null);
  }

  @Override
  public Listing of(String recipe) {
    List<UnsolvablePrompt> all =
        byKey.values().stream()
            .filter(entry -> entry.recipe().equals(recipe))
            .map(Entry::prompt)
            .sorted(Comparator.comparing(UnsolvablePrompt::promptId))
            .toList();
    return new Listing(all.size(), all.stream().limit(MAX_LISTED).toList());
  }

  @Override
  public Set<String> drainChanged() {
    Set<String> drained = Set.copyOf(changed);
    changed.clear();
    return drained;
  }

  private void replace(String key, @Nullable Entry now) {
    Entry before = now == null ? byKey.remove(key) : byKey.put(key, now);
    if (!Objects.equals(before, now)) {
      note(before);
      note(now);
    }
  }

  private void note(@Nullable Entry entry) {
    if (entry != null) {
      changed.add(entry.recipe());
    }
  }

  private static Entry entry(Progress progress) {
    return new Entry(
        progress.getRecipe(),
        new UnsolvablePrompt(
            progress.getPromptId(),
            progress.getJudged(),
            progress.getAccepted(),
            progress.getReason().map(UnsolvablePrompts::shorten).orElse("")));
  }

  private static String shorten(String reason) {
    if (reason.length() <= MAX_REASON_CHARS) {
      return reason;
    }
    // Half of a surrogate pair cannot be written as JSON.
    boolean isPair = Character.isHighSurrogate(reason.charAt(MAX_REASON_CHARS - 1));
    return reason.substring(0, isPair ? MAX_REASON_CHARS - 1 : MAX_REASON_CHARS);
  }
}
