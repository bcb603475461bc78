package dev.winnow.sink.audit;

import java.util.List;
import java.util.SortedMap;

/**
 * The result of an audit.
 *
 * @param ended number of prompts that have ended
 * @param open number of prompts that have not ended; they are not judged yet
 * @param waiting number of open prompts by what they wait for, in words
 * @param forgotten prompts with rows that the planner no longer remembers, past their retention
 * @param unwritten ended prompts with rows that the sink has yet to write; their datasets are not
 *     judged yet
 * @param refused verdicts and rows that their readers rejected, according to the dead letters;
 *     counted nowhere else
 * @param ordered candidates ordered for the ended prompts
 * @param verdicts number of verdicts on them
 * @param rows number of their rows on the sample topics
 * @param datasetRows number of their rows in the datasets; 0 when no datasets were audited
 * @param replaced number of rows on the sample topics that replace the verdict of another, of all
 *     prompts; counted nowhere else
 * @param selected number of rows that the curator selected, without those of the control
 * @param pairs number of preference pairs
 * @param uncurated ended prompts from which the curator should select, and has not yet
 * @param imbalances number of mismatches
 * @param first the first mismatches, in words, each with its remedy
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
    long replaced,
    long selected,
    long pairs,
    long uncurated,
    long imbalances,
    List<String> first) {

  /**
   * Returns whether there are no mismatches: the exit status of a process should depend on this.
   */
  public boolean balanced() {
    return imbalances == 0;
  }
}
