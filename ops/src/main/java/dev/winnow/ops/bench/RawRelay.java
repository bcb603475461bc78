package dev.winnow.ops.bench;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The reference: records of the pipeline, some thousand different ones, go the same way, requests
 * to candidates to samples and verdicts to a last reader, through plain clients that only copy
 * bytes.
 */
final class RawRelay {
  /** One record over and over would be compressed to nothing. */
  private static final int SEVERAL = 4_000;

  private final RawClients clients;
  private final int prompts;
  private final int candidates;
  private final RecordCycle requestRecords;
  private final RecordCycle candidateRecords;
  private final RecordCycle sampleRecords;
  private final RecordCycle verdictRecords;

  RawRelay(KafkaConnection connection, String pool, int prompts, int candidates) {
    this.clients = new RawClients(connection);
    this.prompts = prompts;
    this.candidates = candidates;
    int several = Math.clamp(prompts * candidates / 2, 1, SEVERAL);
    this.requestRecords =
        new RecordCycle(
            clients.first(connection.topics().sampling(pool), Math.min(several, prompts)));
    this.candidateRecords =
        new RecordCycle(clients.first(connection.topics().candidates(), several));
    this.sampleRecords =
        new RecordCycle(clients.first(connection.topics().samples(Outcome.ACCEPTED), several));
    this.verdictRecords = new RecordCycle(clients.first(connection.topics().verdicts(), several));
  }

  /** Some records, over and over, for one thread at a time. */
  private static final class RecordCycle {
    private final List<byte[]> records;
    private int next;

    RecordCycle(List<byte[]> records) {
      this.records = records;
    }

    byte[] next() {
      next = (next + 1) % records.size();
      return records.get(next);
    }
  }

  /** Seconds until the last reader has seen every sample. */
  double seconds(int run) throws InterruptedException, ExecutionException {
    String requests = "raw.requests." + run;
    String relayed = "raw.candidates." + run;
    String samples = "raw.samples." + run;
    String verdicts = "raw.verdicts." + run;
    clients.createTopics(List.of(requests, relayed, samples, verdicts));
    int total = prompts * candidates;
    long start = System.nanoTime();
    try (KafkaProducer<byte[], byte[]> first = clients.producer();
        KafkaProducer<byte[], byte[]> second = clients.producer();
        KafkaProducer<byte[], byte[]> third = clients.producer()) {
      CompletableFuture<Void> sampled =
          follow(
              requests,
              prompts,
              record -> {
                for (int i = 0; i < candidates; i++) {
                  second.send(new ProducerRecord<>(relayed, record.key(), candidateRecords.next()));
                }
              });
      CompletableFuture<Void> judged =
          follow(
              relayed,
              total,
              record -> {
                third.send(new ProducerRecord<>(samples, record.key(), sampleRecords.next()));
                third.send(new ProducerRecord<>(verdicts, record.key(), verdictRecords.next()));
              });
      CompletableFuture<Void> read = follow(samples, total, record -> {});
      CompletableFuture<Void> planned = follow(verdicts, total, record -> {});
      for (int i = 0; i < prompts; i++) {
        byte[] key = ("raw-" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        first.send(new ProducerRecord<>(requests, key, requestRecords.next()));
      }
      CompletableFuture.allOf(sampled, judged, read, planned).get();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private CompletableFuture<Void> follow(
      String topic, int records, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    return CompletableFuture.runAsync(
        () -> {
          try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(topic)) {
            for (int seen = 0; seen < records; ) {
              for (ConsumerRecord<byte[], byte[]> record : consumer.poll(RawClients.POLL)) {
                each.accept(record);
                seen++;
              }
            }
          }
        },
        command -> Thread.ofPlatform().name("raw-" + topic).start(command));
  }
}
