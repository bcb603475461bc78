package dev.winnow.planner;

import dev.winnow.planner.state.PromptStatus;
import dev.winnow.runtime.kafka.Deadlines;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The status of every prompt that is remembered, each with exactly one time to look at it again.
 */
final class PromptStateStore {
  private final KeyValueStore<String, PromptStatus> statuses;
  private final Deadlines deadlines;

  PromptStateStore(KeyValueStore<String, PromptStatus> statuses, Deadlines deadlines) {
    this.statuses = statuses;
    this.deadlines = deadlines;
  }

  Optional<PromptStatus> find(String promptId) {
    return Optional.ofNullable(statuses.get(promptId));
  }

  void put(String promptId, PromptStatus status) {
    statuses.put(promptId, status);
  }

  /** Keeps it, to be looked at again at this time and at no other. */
  void putUntil(long time, String promptId, PromptStatus status) {
    deadlines.move(status.wakeAt(), time, promptId.getBytes(StandardCharsets.UTF_8));
    statuses.put(promptId, status.wakingAt(time));
  }

  void forget(String promptId) {
    statuses.delete(promptId);
  }

  /** Passes on the prompts that are due. The consumer stores each of them again, or forgets it. */
  void wake(long now, BiConsumer<String, PromptStatus> due) {
    deadlines.takeDue(now, id -> wake(new String(id, StandardCharsets.UTF_8), due));
  }

  private void wake(String promptId, BiConsumer<String, PromptStatus> due) {
    find(promptId).ifPresent(status -> due.accept(promptId, status));
  }
}
