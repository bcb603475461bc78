package dev.winnow.producers.gateway;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.ContentHash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Assigns ids to prompts, as far as a gateway can know them:
 *
 * <ol>
 *   <li>The planner's progress comes first.
 *   <li>For ids without progress, the gateway's own recent prompts count: the last {@value
 *       #MAX_RECENT} ids, for ten minutes, which is the shortest time that a planner remembers a
 *       prompt.
 * </ol>
 *
 * The planner rejects an id that is assigned twice in spite of this, for example by another gateway
 * at the same moment. Thread-safe.
 */
final class PromptIds {
  static final int MAX_RECENT = 100_000;
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final LatestRecords<Progress> progress;
  private final InstantSource clock;
  private final Map<String, Recent> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Recent> eldest) {
          return size() > MAX_RECENT;
        }
      };

  private record Recent(String content, Instant until) {}

  PromptIds(LatestRecords<Progress> progress, InstantSource clock) {
    this.progress = progress;
    this.clock = clock;
  }

  /** Reserves the prompt's id; returns false when it belongs to another prompt. */
  boolean take(Prompt prompt) {
    String content = ContentHash.ofPrompt(prompt);
    if (content.equals(prompt.getId())) {
      return true;
    }
    Optional<Progress> known = progress.find(prompt.getId());
    if (known.isPresent()) {
      return known.get().getContentHash().isPresent()
          ? known.get().getContentHash().get().equals(content)
          : known.get().getRecipe().equals(prompt.getRecipe());
    }
    return takeRecent(prompt.getId(), content);
  }

  /** Releases the id of a prompt that was not published. */
  synchronized void release(Prompt prompt) {
    recent.remove(prompt.getId());
  }

  private synchronized boolean takeRecent(String id, String content) {
    Instant now = clock.instant();
    Recent before = recent.get(id);
    if (before != null && before.until().isAfter(now)) {
      return before.content().equals(content);
    }
    recent.put(id, new Recent(content, now.plus(RECENT)));
    return true;
  }
}
