package dev.winnow.ops.local;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Transactions of producers that are gone. */
final class OpenTransaction {
  private OpenTransaction() {}

  /** Writes a record in a transaction that its producer does not end. */
  static void leave(String bootstrapServers, String topic, String id) throws Exception {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", id),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    try {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, new byte[] {1})).get();
    } finally {
      // With any time left, it would end the transaction.
      producer.close(Duration.ZERO);
    }
  }
}
