package dev.winnow.sink.kind;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.sink.commit.RowFacts;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A kind of dataset: a topic, and how its records become rows. {@link DatasetKinds} lists all. To
 * add one, implement this and add a line there. Implementations are thread-safe.
 *
 * @param <T> type of the topic's records
 */
public interface DatasetKind<T extends SpecificRecord> {
  /** Returns the name: the directory below a recipe's, and the configuration in its card. */
  String name();

  /** Returns the topic. */
  String topic(Topics topics);

  /** Returns the type of the topic's records. */
  Class<T> type();

  /** Returns the columns. */
  Schema schema();

  /**
   * Returns the first rule that a well-formed record breaks; empty when it may be written. A kind
   * must reject a recipe that is not a legal name, because it names a directory.
   */
  Optional<Bad<T>> broken(byte @Nullable [] key, T value);

  /** Returns the recipe of a record. */
  String recipe(T value);

  /** Returns the row of a record. */
  GenericRecord row(T value);

  /** Returns what is counted of a record. */
  RowFacts facts(T value);
}
