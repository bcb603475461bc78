package dev.winnow.ops.status;

import java.util.List;
import java.util.Map;

/**
 * What the stream is doing at one moment. Immutable.
 *
 * @param at the moment, ISO 8601 in UTC
 * @param rates verdicts of the last minute
 * @param pools pools of synthesizers and of scorers
 * @param recipes recipes that have prompts
 * @param groups consumer and share groups of the stages
 * @param deadLetters dead letters of the last hour, by reason
 * @param cluster the brokers
 * @param stuck what holds the stream up, in words; empty when nothing does
 */
public record StreamStatus(
    String at,
    Rates rates,
    List<PoolStatus> pools,
    List<RecipeStatus> recipes,
    List<GroupStatus> groups,
    Map<String, Long> deadLetters,
    ClusterStatus cluster,
    List<String> stuck) {

  /**
   * Verdicts a second, over the last minute.
   *
   * @param tokensPerSecond tokens of the candidates that were judged
   */
  public record Rates(
      double candidatesPerSecond,
      double acceptedPerSecond,
      double rejectedPerSecond,
      double undecidedPerSecond,
      double tokensPerSecond) {}

  /**
   * A pool.
   *
   * @param name name of the pool; that of scorers has the prefix {@code scoring/}
   * @param condition {@code SAMPLING}, {@code NO_WORKER}, {@code SERVER_THROTTLED} or {@code
   *     SERVER_BLOCKED}
   * @param detail the condition in words
   * @param workers workers that have reported lately
   * @param held requests that they hold
   */
  public record PoolStatus(String name, String condition, String detail, int workers, long held) {}

  /**
   * The prompts of a recipe.
   *
   * @param open prompts that have not ended
   * @param ended ended prompts by their state
   * @param waiting open prompts by what they wait for
   * @param ordered candidates ordered
   * @param awaitingScores candidates that wait for their scores
   */
  public record RecipeStatus(
      String name,
      long open,
      Map<String, Long> ended,
      Map<String, Long> waiting,
      long ordered,
      long accepted,
      long rejected,
      long undecided,
      long awaitingScores,
      long tokens) {}

  /**
   * A group of a stage.
   *
   * @param lag records that it has not read; of a share group, that are not acknowledged; -1 where
   *     Kafka does not say
   */
  public record GroupStatus(String group, String kind, int members, long lag) {}

  /**
   * The brokers.
   *
   * @param partitions partitions of our topics
   * @param underReplicated of these, partitions with fewer copies in sync than they should have
   * @param offline of these, partitions without a leader
   */
  public record ClusterStatus(int brokers, int partitions, int underReplicated, int offline) {}

  public StreamStatus {
    pools = List.copyOf(pools);
    recipes = List.copyOf(recipes);
    groups = List.copyOf(groups);
    deadLetters = Map.copyOf(deadLetters);
    stuck = List.copyOf(stuck);
  }
}
