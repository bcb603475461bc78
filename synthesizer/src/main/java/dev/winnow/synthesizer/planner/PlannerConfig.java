package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.kafka.StreamsProperties;
import dev.winnow.schemas.kafka.TopicSettings;
import java.time.Duration;

/**
 * How the planner runs.
 *
 * @param streams Kafka Streams settings
 * @param topics settings for the trials topic of a pool that a recipe names first
 * @param recipeWait how long a prompt waits for its recipe before it becomes a dead letter
 * @param tick how often silent trials and waiting prompts are looked at
 */
public record PlannerConfig(
    StreamsProperties streams, TopicSettings topics, Duration recipeWait, Duration tick) {

  public PlannerConfig {
    if (recipeWait.isNegative()) {
      throw new IllegalArgumentException(
          "recipe wait: %s, must not be negative".formatted(recipeWait));
    }
    if (!tick.isPositive()) {
      throw new IllegalArgumentException("tick: %s, want a positive duration".formatted(tick));
    }
  }

  /** Waits a minute for recipes and looks every second. */
  public static PlannerConfig of(StreamsProperties streams, TopicSettings topics) {
    return new PlannerConfig(streams, topics, Duration.ofMinutes(1), Duration.ofSeconds(1));
  }
}
