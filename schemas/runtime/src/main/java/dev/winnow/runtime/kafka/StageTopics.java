package dev.winnow.runtime.kafka;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Topics;
import java.util.List;
import java.util.stream.Stream;

/** The topics that each stage reads or writes, and therefore checks at its start. */
public final class StageTopics {
  private StageTopics() {}

  /**
   * Returns the planner's topics, without the request topics of the pools, which it creates itself.
   */
  public static List<String> planner(Topics topics) {
    return List.of(
        topics.recipes(),
        topics.prompts(),
        topics.verdicts(),
        topics.scoringStarted(),
        topics.candidates(),
        topics.usageReports(),
        topics.quotaLeases(),
        topics.progress(),
        topics.workers(),
        topics.deadLetters());
  }

  /** Returns the verifier's topics. */
  public static List<String> verifier(Topics topics) {
    return Stream.concat(
            Stream.of(
                topics.candidates(),
                topics.scores(),
                topics.scoringStarted(),
                topics.verdicts(),
                topics.workers(),
                topics.deadLetters()),
            samples(topics))
        .toList();
  }

  /** Returns the curator's topics. */
  public static List<String> curator(Topics topics) {
    return Stream.concat(
            samples(topics),
            Stream.of(topics.progress(), topics.selected(), topics.pairs(), topics.deadLetters()))
        .toList();
  }

  /** Returns the sink's topics. */
  public static List<String> sink(Topics topics) {
    return Stream.concat(
            samples(topics),
            Stream.of(topics.selected(), topics.pairs(), topics.progress(), topics.deadLetters()))
        .toList();
  }

  /**
   * Returns a worker's topics, without the request topic of its pool, which the planner creates.
   */
  public static List<String> synthesizer(Topics topics) {
    return List.of(topics.candidates(), topics.workers(), topics.deadLetters());
  }

  /**
   * Returns a scorer worker's topics, without the request topic of its pool, which the planner
   * creates.
   */
  public static List<String> scorer(Topics topics) {
    return List.of(topics.scores(), topics.workers(), topics.deadLetters());
  }

  /** Returns the gateway's topics. */
  public static List<String> gateway(Topics topics) {
    return List.of(topics.recipes(), topics.prompts(), topics.progress());
  }

  /** Returns the topics that a publisher writes. */
  public static List<String> publisher(Topics topics) {
    return List.of(topics.recipes(), topics.prompts());
  }

  private static Stream<String> samples(Topics topics) {
    return Stream.of(Outcome.values()).map(topics::samples);
  }
}
