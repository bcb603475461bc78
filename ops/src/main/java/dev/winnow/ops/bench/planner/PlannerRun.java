package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.RawClients;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.DoubleConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One load on a running planner, from its publication to the end of all its prompts. */
final class PlannerRun implements AutoCloseable {
  private final KafkaConnection connection;
  private final Stage planner;
  private final BenchLoad load;
  private final DoubleConsumer share;
  private final Decoder<Progress> decoder;
  private final LatestProgress accounts = new LatestProgress();
  private final TopicWatch watch;

  /**
   * Watches; nothing is published yet.
   *
   * @param planner which knows the load's recipe
   * @param share told from time to time how much is done, 0 to 1
   */
  PlannerRun(KafkaConnection connection, Stage planner, BenchLoad load, DoubleConsumer share) {
    this.connection = connection;
    this.planner = planner;
    this.load = load;
    this.share = share;
    this.decoder = new Decoder<>(connection.registry(), Progress.class);
    this.watch =
        new TopicWatch(new RawClients(connection), connection.topics().progress(), this::take);
  }

  LatestProgress accounts() {
    return accounts;
  }

  DrawnVerdicts verdicts() {
    return new DrawnVerdicts(connection.topics().verdicts(), connection.registry(), load);
  }

  /** Publishes all prompts; returns when the broker has them. */
  void publish() throws InterruptedException, ExecutionException {
    List<CompletableFuture<Void>> published = new ArrayList<>();
    try (Publisher publisher = new Publisher(connection)) {
      for (Prompt prompt : load.prompts()) {
        published.add(publisher.publish(prompt));
      }
      CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).get();
    }
  }

  /** Returns the size of all prompts as they are published, in bytes of keys and values. */
  long published() {
    AvroSerializer<Prompt> serializer = new AvroSerializer<>(connection.registry());
    String topic = connection.topics().prompts();
    long bytes = 0;
    for (Prompt prompt : load.prompts()) {
      byte[] value = Objects.requireNonNull(serializer.serialize(topic, prompt));
      bytes += prompt.getId().length() + value.length;
    }
    return bytes;
  }

  /** Returns when every prompt's first round is on order: all are live. */
  void awaitLive() {
    watch.until(() -> accounts.begun() == load.prompts().size(), this::check);
  }

  /**
   * Returns when every prompt has ended.
   *
   * @param meanwhile throws when there is no use in waiting any longer
   */
  void awaitEnded(Runnable meanwhile) {
    int total = load.prompts().size();
    watch.until(
        () -> accounts.ended() == total,
        () -> {
          check();
          meanwhile.run();
          share.accept((double) accounts.ended() / total);
        });
  }

  @Override
  public void close() {
    watch.close();
  }

  private void check() {
    if (!planner.healthy()) {
      throw new IllegalStateException("the planner has failed; see the log");
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (decoder.decode(record.topic(), record.value()) instanceof Good<Progress> good) {
      accounts.take(good.value());
    }
  }
}
