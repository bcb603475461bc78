package dev.winnow.training;

/**
 * A row of a stream.
 *
 * @param partition partition of the stream, counted from 0
 * @param offset place of the row in its partition; grows from row to row
 * @param id identity of the row, for the row log: one line
 * @param example what it teaches
 */
public record StreamedRow(int partition, long offset, String id, TuningExample example) {
  public StreamedRow {
    if (id.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the id of a row is not one line of text");
    }
  }
}
