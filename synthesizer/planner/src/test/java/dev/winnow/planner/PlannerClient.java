package dev.winnow.planner;

import static dev.winnow.planner.PlannerDriver.utf8;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that surrounds a planner on a real broker: publishers, workers and the verifier. */
final class PlannerClient implements AutoCloseable {
  private static final int PARTITIONS = 2;

  private final KafkaConnection connection;
  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<String, SamplingRequest> requests;
  private final KafkaConsumer<String, Progress> progress;

  PlannerClient(KafkaConnection connection) {
    this.connection = connection;
    this.topics = connection.topics();
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(connection.properties(Map.of()), bytes, bytes);
    this.requests = consumer(topics.sampling(Records.POOL), SamplingRequest.class);
    this.progress = consumer(topics.progress(), Progress.class);
  }

  void publish(Recipe recipe) {
    send(topics.recipes(), recipe.getName(), recipe);
  }

  void publish(Prompt prompt) {
    send(topics.prompts(), prompt.getId(), prompt);
  }

  void judge(Verdict verdict) {
    send(topics.verdicts(), verdict.getPromptId(), verdict);
  }

  /** Committed requests that were not yet read. */
  List<SamplingRequest> requests() {
    return poll(requests);
  }

  /** Committed accounts that were not yet read. */
  List<Progress> progress() {
    return poll(progress);
  }

  private void send(String topic, String key, SpecificRecord value) {
    byte[] bytes = new AvroSerializer<>(connection.registry()).serialize(topic, value);
    producer.send(new ProducerRecord<>(topic, utf8(key), bytes));
  }

  private <T extends SpecificRecord> KafkaConsumer<String, T> consumer(
      String topic, Class<T> type) {
    KafkaConsumer<String, T> consumer =
        new KafkaConsumer<>(
            connection.properties(
                Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest")),
            new StringDeserializer(),
            new AvroDeserializer<>(connection.registry(), type));
    consumer.assign(
        IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList());
    return consumer;
  }

  private static <T> List<T> poll(KafkaConsumer<String, T> consumer) {
    List<T> values = new ArrayList<>();
    consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
    return values;
  }

  @Override
  public void close() {
    producer.close();
    requests.close();
    progress.close();
  }
}
