package dev.winnow.ops.bench;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Waits for prompts to end, as any client does: by reading what is new on the progress topic. */
final class EndWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Decoder<Progress> decoder;
  private final KafkaConsumer<byte[], byte[]> consumer;

  EndWatch(KafkaConnection connection) {
    this.decoder = new Decoder<>(connection.registry(), Progress.class);
    this.consumer = new RawClients(connection).newcomers(connection.topics().progress());
  }

  /**
   * Returns as soon as the prompt has ended.
   *
   * @throws IllegalStateException if it has not within a minute
   */
  void await(String promptId) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(RawClients.POLL)) {
        if (isEndOf(promptId, record)) {
          return;
        }
      }
    }
    throw new IllegalStateException(
        "prompt '%s' has not ended within %s; see the log".formatted(promptId, PATIENCE));
  }

  private boolean isEndOf(String promptId, ConsumerRecord<byte[], byte[]> record) {
    return record.value() != null
        && decoder.decode(record.topic(), record.value()) instanceof Good<Progress> good
        && good.value().getPromptId().equals(promptId)
        && PromptStates.hasEnded(good.value().getState());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
