package dev.winnow.planner;

import dev.winnow.planner.state.PromptLife;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** The lives of all prompts that are remembered, each with exactly one time to look at it again. */
final class PromptStateStore {
  private final KeyValueStore<String, PromptLife> lives;
  private final Deadlines deadlines;

  PromptStateStore(KeyValueStore<String, PromptLife> lives, Deadlines deadlines) {
    this.lives = lives;
    this.deadlines = deadlines;
  }

  Optional<PromptLife> find(String promptId) {
    return Optional.ofNullable(lives.get(promptId));
  }

  void put(String promptId, PromptLife life) {
    lives.put(promptId, life);
  }

  /** Keeps it, to be looked at again at this time and at no other. */
  void putUntil(long time, String promptId, PromptLife life) {
    deadlines.move(life.wakeAt(), time, promptId);
    lives.put(promptId, life.wakingAt(time));
  }

  void forget(String promptId) {
    lives.delete(promptId);
  }

  /** Hands on what is to be looked at; whoever takes it puts or forgets it. */
  void wake(long now, BiConsumer<String, PromptLife> due) {
    deadlines.takeDue(
        now, promptId -> find(promptId).ifPresent(life -> due.accept(promptId, life)));
  }
}
