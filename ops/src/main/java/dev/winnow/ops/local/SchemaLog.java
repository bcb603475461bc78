package dev.winnow.ops.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Schemas in a compacted topic, which is read completely at the start and appended to afterwards,
 * so that ids survive every restart. This process is the only writer. Thread-safe.
 */
final class SchemaLog implements AutoCloseable {
  private static final String TOPIC = "_schemas";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaProducer<String, String> producer;
  private final Map<String, List<Version>> subjects = new TreeMap<>();
  private final Map<Integer, Schema> schemas = new LinkedHashMap<>();

  /**
   * A schema under a subject.
   *
   * @param number number of the version, from 1
   * @param id id of the schema, the same under every subject
   */
  record Version(int number, int id, Schema schema) {}

  /** The schema could not read everything written under its subject. */
  static final class IncompatibleException extends Exception {
    private static final long serialVersionUID = 1L;

    IncompatibleException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  SchemaLog(String bootstrapServers) {
    Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
    createTopic(properties);
    readAll(properties);
    producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  synchronized List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  /** Returns the versions of a subject, oldest first; empty if there is no such subject. */
  synchronized List<Version> versions(String subject) {
    return List.copyOf(subjects.getOrDefault(subject, List.of()));
  }

  synchronized Optional<Schema> schema(int id) {
    return Optional.ofNullable(schemas.get(id));
  }

  synchronized boolean isCompatible(String subject, Schema schema) {
    try {
      requireCompatible(subject, schema);
      return true;
    } catch (IncompatibleException e) {
      return false;
    }
  }

  /** Returns the id of a schema under a subject; a new one is durable before this returns. */
  synchronized int register(String subject, Schema schema) throws IncompatibleException {
    List<Version> versions = versions(subject);
    for (Version version : versions) {
      if (version.schema().equals(schema)) {
        return version.id();
      }
    }
    requireCompatible(subject, schema);
    int number = versions.isEmpty() ? 1 : versions.getLast().number() + 1;
    Version version = new Version(number, idOf(schema), schema);
    write(subject, version);
    add(subject, version);
    return version.id();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }

  private int idOf(Schema schema) {
    return schemas.entrySet().stream()
        .filter(known -> known.getValue().equals(schema))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> schemas.keySet().stream().mapToInt(id -> id).max().orElse(0) + 1);
  }

  private void requireCompatible(String subject, Schema schema) throws IncompatibleException {
    try {
      List<Schema> earlier = versions(subject).stream().map(Version::schema).toList();
      new SchemaValidatorBuilder().canReadStrategy().validateAll().validate(schema, earlier);
    } catch (SchemaValidationException e) {
      throw new IncompatibleException(
          "incompatible with an earlier schema of subject '%s' (BACKWARD_TRANSITIVE): %s"
              .formatted(subject, e.getMessage()),
          e);
    }
  }

  private void add(String subject, Version version) {
    subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(version);
    schemas.put(version.id(), version.schema());
  }

  private void write(String subject, Version version) {
    String key =
        JSON.createObjectNode().put("subject", subject).put("version", version.number()).toString();
    String value =
        JSON.createObjectNode()
            .put("id", version.id())
            .put("schema", version.schema().toString())
            .toString();
    try {
      producer.send(new ProducerRecord<>(TOPIC, key, value)).get();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot store a schema", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while storing a schema", e);
    }
  }

  private static void createTopic(Map<String, Object> properties) {
    NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    try (Admin admin = Admin.create(properties)) {
      dev.winnow.runtime.kafka.TopicCreator.createMissing(admin, List.of(topic));
    }
  }

  private void readAll(Map<String, Object> properties) {
    Map<String, Object> settings = new HashMap<>(properties);
    // The fetch after the last record holds up the close.
    settings.put("fetch.max.wait.ms", 50);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(Set.of(PARTITION));
      consumer.seekToBeginning(Set.of(PARTITION));
      long end = consumer.endOffsets(Set.of(PARTITION)).getOrDefault(PARTITION, 0L);
      while (consumer.position(PARTITION) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(this::read);
      }
    }
  }

  private void read(ConsumerRecord<String, String> record) {
    try {
      JsonNode key = JSON.readTree(record.key());
      JsonNode value = JSON.readTree(record.value());
      Schema schema = new Schema.Parser().parse(value.path("schema").asText());
      add(
          key.path("subject").asText(),
          new Version(key.path("version").asInt(), value.path("id").asInt(), schema));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "topic %s holds a record that is not ours".formatted(TOPIC), e);
    }
  }
}
