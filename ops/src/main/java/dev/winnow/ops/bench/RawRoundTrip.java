package dev.winnow.ops.bench;

import dev.winnow.runtime.kafka.KafkaConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The reference: how long one record takes from a plain producer to a plain consumer. */
final class RawRoundTrip {
  private static final String TOPIC = "raw.round-trip";

  private RawRoundTrip() {}

  /** Sends records one after another, each when the one before has arrived. */
  static Latencies measure(KafkaConnection connection, int records)
      throws InterruptedException, ExecutionException {
    RawClients clients = new RawClients(connection);
    clients.createTopics(List.of(TOPIC));
    List<Double> millis = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = clients.newcomers(TOPIC);
        KafkaProducer<byte[], byte[]> producer = clients.producer()) {
      for (int i = 0; i < 2 * records; i++) {
        long start = System.nanoTime();
        producer.send(new ProducerRecord<>(TOPIC, new byte[512])).get();
        while (consumer.poll(RawClients.POLL).isEmpty()) {
          // It is on its way.
        }
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    // The first half warms up.
    return new Latencies(millis.subList(records, 2 * records));
  }
}
