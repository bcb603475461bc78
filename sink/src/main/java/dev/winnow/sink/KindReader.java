package dev.winnow.sink;

import dev.winnow.schemas.serde.Decoded;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.schemas.serde.SchemaRegistry;
import dev.winnow.sink.kind.DatasetKind;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of one kind of dataset. Thread-safe.
 *
 * @param kind the kind
 * @param decoder decodes its records
 */
record KindReader<T extends SpecificRecord>(DatasetKind<T> kind, Decoder<T> decoder) {
  static <T extends SpecificRecord> KindReader<T> of(DatasetKind<T> kind, SchemaRegistry registry) {
    return new KindReader<>(kind, new Decoder<>(registry, kind.type()));
  }

  /** Returns a legal row, or the reason why the record is none. */
  Decoded<T> read(ConsumerRecord<byte[], byte[]> record) {
    Decoded<T> decoded = decoder.decode(record.topic(), record.value());
    if (decoded instanceof Good<T> good) {
      Optional<Bad<T>> broken = kind.broken(record.key(), good.value());
      if (broken.isPresent()) {
        return broken.get();
      }
    }
    return decoded;
  }
}
