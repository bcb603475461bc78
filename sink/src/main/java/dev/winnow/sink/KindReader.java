package dev.winnow.sink;

import dev.winnow.schemas.serde.Decoded;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.schemas.serde.SchemaRegistry;
import dev.winnow.sink.kind.DatasetKind;
import dev.winnow.sink.kind.PreparedRow;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes rows of the records of one kind of dataset. Thread-safe.
 *
 * @param kind the kind
 * @param decoder decodes its records
 */
record KindReader<T extends SpecificRecord>(DatasetKind<T> kind, Decoder<T> decoder) {
  static <T extends SpecificRecord> KindReader<T> of(DatasetKind<T> kind, SchemaRegistry registry) {
    return new KindReader<>(kind, new Decoder<>(registry, kind.type()));
  }

  /** Returns a legal row, or the reason why it is not legal; empty where the record is no row. */
  Optional<Decoded<PreparedRow>> read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null && kind.hasEmptyRecords()) {
      return Optional.empty();
    }
    return switch (decoder.decode(record.topic(), record.value())) {
      case Bad<T> bad -> Optional.of(new Bad<>(bad.reason(), bad.error()));
      case Good<T> good ->
          kind.isRow(good.value()) ? Optional.of(prepared(record, good.value())) : Optional.empty();
    };
  }

  private Decoded<PreparedRow> prepared(ConsumerRecord<byte[], byte[]> record, T value) {
    Optional<Bad<T>> broken = kind.broken(record.key(), value);
    return broken.isPresent()
        ? new Bad<>(broken.get().reason(), broken.get().error())
        : new Good<>(PreparedRow.of(kind, value));
  }
}
