package dev.winnow.runtime.metrics;

import static dev.winnow.runtime.metrics.Metric.Definition.counter;
import static dev.winnow.runtime.metrics.Metric.Definition.gauge;
import static dev.winnow.runtime.metrics.Metric.Definition.histogram;

import dev.winnow.runtime.metrics.Metric.Combination;
import dev.winnow.runtime.metrics.Metric.Definition;
import java.util.Set;

/**
 * What the exactly-once stages decide about prompts and candidates. Each counter counts the records
 * that this process has written, those of transactions that were rolled back and done again
 * included: after a crash it may be higher than the number of records that readers see.
 */
public enum PromptMetric implements Metric {
  PROMPTS_PUBLISHED_TOTAL(
      counter(
          Set.of(StageName.GATEWAY),
          "Prompts that this process has handed to Kafka",
          MetricLabel.RECIPE)),
  PROMPTS_TOTAL(
      counter(
          Set.of(StageName.PLANNER),
          "Valid prompts that the planner has read, repeated ones included",
          MetricLabel.RECIPE)),
  PROMPTS_ENDED_TOTAL(
      counter(
          Set.of(StageName.PLANNER),
          "Prompts that have ended, by state and by the reason on their progress; none is the"
              + " reason of those that are satisfied",
          MetricLabel.RECIPE,
          MetricLabel.STATE,
          MetricLabel.REASON)),
  PROMPT_DURATION_SECONDS(
      histogram(
          Set.of(StageName.PLANNER),
          "Time from the first reading of a prompt until it ended",
          SECONDS_TO_A_WEEK,
          MetricLabel.RECIPE)),
  CANDIDATES_ORDERED_TOTAL(
      counter(
          Set.of(StageName.PLANNER),
          "Candidates that were ordered, without those that were ordered again",
          MetricLabel.RECIPE,
          MetricLabel.POOL)),
  REISSUES_TOTAL(
      counter(
          Set.of(StageName.PLANNER, StageName.VERIFIER),
          "Requests that were issued again because they seemed lost",
          MetricLabel.STAGE,
          MetricLabel.POOL)),
  BUDGET_REMAINING(
      gauge(
              Set.of(StageName.PLANNER),
              "What a recipe's budget has left, in candidates or tokens as the limit says; what is"
                  + " leased to partitions counts as spent; absent without a budget",
              MetricLabel.RECIPE,
              MetricLabel.LIMIT)
          .combinedBy(Combination.MIN)),
  VERDICTS_TOTAL(
      counter(
          Set.of(StageName.VERIFIER),
          "Candidates that were judged, by outcome and reason",
          MetricLabel.RECIPE,
          MetricLabel.OUTCOME,
          MetricLabel.REASON)),
  SCORES_ORDERED_TOTAL(
      counter(
          Set.of(StageName.VERIFIER),
          "Scores that were ordered, without those that were ordered again",
          MetricLabel.POOL,
          MetricLabel.SCORER)),
  SELECTED_TOTAL(
      counter(
          Set.of(StageName.CURATOR), "Samples that the curator has selected", MetricLabel.RECIPE)),
  PAIRS_TOTAL(
      counter(
          Set.of(StageName.CURATOR),
          "Preference pairs that the curator has written",
          MetricLabel.RECIPE));

  private final Definition definition;

  PromptMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
