package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.RawClients;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/**
 * Stands in for workers and verifier: once started it answers, in a thread of its own, every
 * candidate of every request that was ordered since it was made.
 */
final class SimulatedWorkers implements AutoCloseable {
  private final String requests;
  private final Decoder<SamplingRequest> decoder;
  private final DrawnVerdicts verdicts;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final Thread thread = Thread.ofPlatform().name("simulated-workers").unstarted(this::feed);
  private volatile boolean stopped;

  SimulatedWorkers(KafkaConnection connection, DrawnVerdicts verdicts) {
    RawClients clients = new RawClients(connection);
    this.requests = connection.topics().sampling(BenchRecipes.POOL);
    this.decoder = new Decoder<>(connection.registry(), SamplingRequest.class);
    this.verdicts = verdicts;
    this.consumer = clients.newcomers(requests);
    this.producer = clients.producer();
  }

  void start() {
    thread.start();
  }

  /** Throws what made it fail, if anything did. */
  void check() {
    if (failure.isCompletedExceptionally()) {
      failure.join();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
    consumer.close();
    producer.close();
  }

  private void feed() {
    try {
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> request : consumer.poll(RawClients.POLL)) {
          answer(request);
        }
      }
    } catch (RuntimeException e) {
      failure.completeExceptionally(e);
    }
  }

  private void answer(ConsumerRecord<byte[], byte[]> record) {
    if (!(decoder.decode(requests, record.value()) instanceof Good<SamplingRequest> good)) {
      throw new KafkaException("a request of the planner's does not parse");
    }
    SamplingRequest request = good.value();
    for (int i = 0; i < request.getCount(); i++) {
      producer.send(
          verdicts.of(request.getPrompt(), request.getFirstIndex() + i),
          (metadata, unsent) -> {
            if (unsent != null) {
              failure.completeExceptionally(unsent);
            }
          });
    }
  }
}
