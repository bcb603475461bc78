package dev.winnow.ops.status;

import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Takes what a {@link StreamFollower} reads of prompts. It is called by one thread at a time. */
public interface FollowedPrompts {
  /** Takes the latest progress of a prompt; empty when the prompt is forgotten. */
  void progress(byte[] promptId, Optional<Progress> progress);

  /** Returns the recipes, in the order of their names. */
  List<RecipeStatus> recipes();

  /**
   * Takes a verdict.
   *
   * @param timestamp the record's time, in milliseconds since the epoch
   */
  void verdict(Verdict verdict, long timestamp);

  /** Takes a version of a recipe; empty when the recipe is deleted. */
  default void recipe(String name, Optional<Recipe> version) {}

  /** Takes a report of a worker. */
  default void worker(WorkerStatus report) {}

  /** Takes a dead letter. */
  default void deadLetter(StoredDeadLetter letter) {}

  /**
   * Returns whether verdicts and dead letters are wanted from the beginning of their topics, not of
   * the last minute and hour, and recipes at all.
   */
  boolean wantsWholeTopics();

  /**
   * Returns the offsets of the first records that were not taken yet, of the partitions of whole
   * topics that were read before; the others are read from their beginning.
   */
  default Map<TopicPartition, Long> positions() {
    return Map.of();
  }
}
