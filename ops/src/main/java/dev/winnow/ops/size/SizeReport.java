package dev.winnow.ops.size;

import java.util.List;

/**
 * What a fleet needs. Immutable.
 *
 * @param candidatesPerSecond candidates that the fleet samples
 * @param promptsPerSecond prompts that end
 * @param partitions partitions of every topic; they cannot grow, so that four times the need is
 *     advised
 * @param window the planner's {@code --window}: candidates on order in each partition
 * @param pools pools that the workers are divided into
 * @param brokers brokers, at least the copies of a record
 * @param networkBytesPerSecond bytes that all brokers receive or send in a second
 * @param diskBytes bytes on all brokers when retention has set in
 * @param datasetBytesPerDay bytes of rows a day, before Parquet's own encoding
 * @param parts each part and its number, the one that is full first in front
 * @param states state of each stage that has one
 */
public record SizeReport(
    double candidatesPerSecond,
    double promptsPerSecond,
    int partitions,
    int window,
    int pools,
    int brokers,
    double networkBytesPerSecond,
    double diskBytes,
    double datasetBytesPerDay,
    List<Part> parts,
    List<State> states) {

  public SizeReport {
    parts = List.copyOf(parts);
    states = List.copyOf(states);
  }
}
