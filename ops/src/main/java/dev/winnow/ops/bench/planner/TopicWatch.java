package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.RawClients;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads what comes on a topic while the benchmark waits for it. Not thread-safe. */
final class TopicWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> each;

  TopicWatch(RawClients clients, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    this.topic = topic;
    this.consumer = clients.newcomers(topic);
    this.each = each;
  }

  /**
   * Reads until it is done.
   *
   * @param meanwhile called after each look; throws when there is no use in waiting any longer
   * @throws IllegalStateException if nothing comes for a minute
   */
  void until(BooleanSupplier isDone, Runnable meanwhile) {
    long heardAt = System.nanoTime();
    while (!isDone.getAsBoolean()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(RawClients.POLL);
      records.forEach(each);
      meanwhile.run();
      if (!records.isEmpty()) {
        heardAt = System.nanoTime();
      } else if (System.nanoTime() - heardAt > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "nothing has come on topic '%s' for %s; see the log".formatted(topic, PATIENCE));
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
