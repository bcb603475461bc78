package dev.winnow.sink.kind;

import dev.winnow.sink.commit.RowFacts;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * A row that is ready to be written.
 *
 * @param recipe its recipe, a legal name
 * @param row its columns
 * @param facts what is counted of it
 */
public record PreparedRow(String recipe, GenericRecord row, RowFacts facts) {
  /** Returns the row of a legal record of this kind. */
  public static <T extends SpecificRecord> PreparedRow of(DatasetKind<T> kind, T value) {
    return new PreparedRow(kind.recipe(value), kind.row(value), kind.facts(value));
  }
}
