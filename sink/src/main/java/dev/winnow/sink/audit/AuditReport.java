package dev.winnow.sink.audit;

import java.util.List;
import java.util.SortedMap;

/**
 * What an audit found.
 *
 * @param ended prompts that have ended
 * @param open prompts that have not, and are not judged yet
 * @param waiting of the open ones, how many wait for what, in words
 * @param forgotten prompts with rows that the planner no longer remembers, past their retention
 * @param unwritten ended prompts with rows that the sink has yet to write; their datasets are not
 *     judged yet
 * @param refused verdicts and rows that their readers refused, as the dead letters say; counted
 *     nowhere else
 * @param ordered candidates ordered for the ended ones
 * @param verdicts on them
 * @param rows of them on the sample topics
 * @param datasetRows of them in the datasets; 0 when no datasets were audited
 * @param imbalances number of things that do not balance
 * @param first the first of them, in words, each with what to do
 */
public record AuditReport(
    long ended,
    long open,
    SortedMap<String, Long> waiting,
    long forgotten,
    long unwritten,
    long refused,
    long ordered,
    long verdicts,
    long rows,
    long datasetRows,
    long imbalances,
    List<String> first) {

  /** Whether nothing is out of balance: what a process's exit status should say. */
  public boolean balanced() {
    return imbalances == 0;
  }
}
