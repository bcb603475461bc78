package dev.winnow.planner;

import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.TopicSettings;
import java.time.Duration;

/**
 * How the planner runs.
 *
 * @param streams Kafka Streams settings
 * @param topics settings for the requests topic of a pool that a recipe names first
 * @param recipeWait how long a prompt waits for its recipe before it becomes a dead letter
 * @param tick how often silent requests and waiting prompts are looked at
 * @param window most candidates of a pool on order at a time in each partition, at least 1: what is
 *     more waits for its turn, so that recipes share the pool fairly
 */
public record PlannerConfig(
    StreamsProperties streams,
    TopicSettings topics,
    Duration recipeWait,
    Duration tick,
    int window) {
  /**
   * Window that keeps a pool busy which samples a few thousand candidates at once over all
   * partitions.
   */
  public static final int DEFAULT_WINDOW = 1_024;

  /**
   * Number of pools from which on the planner creates no further topics for pools that recipes
   * name.
   */
  private static final int MAX_POOLS = 64;

  public PlannerConfig {
    if (recipeWait.isNegative()) {
      throw new IllegalArgumentException(
          "recipe wait: %s, must not be negative".formatted(recipeWait));
    }
    if (!tick.isPositive()) {
      throw new IllegalArgumentException("tick: %s, want a positive duration".formatted(tick));
    }
    if (window < 1) {
      throw new IllegalArgumentException("window: %d, want at least 1".formatted(window));
    }
  }

  /** Waits a minute for recipes, looks every second, and has the default window. */
  public static PlannerConfig of(StreamsProperties streams, TopicSettings topics) {
    return new PlannerConfig(
        streams, topics, Duration.ofMinutes(1), Duration.ofSeconds(1), DEFAULT_WINDOW);
  }

  /** Returns the same configuration with another window. */
  public PlannerConfig withWindow(int candidates) {
    return new PlannerConfig(streams, topics, recipeWait, tick, candidates);
  }

  /** Returns the number of pools from which on only an operator creates topics for more. */
  int maxPools() {
    return MAX_POOLS;
  }
}
