package dev.winnow.ops.scenario;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.sink.testing.Samples;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes rows to the topic {@code selected} as the curator does: in transactions. */
final class SelectedRows implements AutoCloseable {
  private static final int SECONDS = 60;

  private final String topic;
  private final String recipe;
  private final KafkaProducer<String, Sample> producer;

  SelectedRows(KafkaConnection connection, int partitions, String recipe) throws Exception {
    this.topic = connection.topics().selected();
    this.recipe = recipe;
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      admin
          .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
    }
    this.producer =
        new KafkaProducer<>(
            connection.properties(
                Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "curator-of-the-test")),
            new StringSerializer(),
            new AvroSerializer<>(connection.registry()));
    producer.initTransactions();
  }

  /** The id of a row. */
  static String id(int number) {
    return CandidateId.of(prompt(number), 0);
  }

  void publish(int first, int count) {
    producer.beginTransaction();
    for (int number = first; number < first + count; number++) {
      send(number, recipe);
    }
    producer.commitTransaction();
  }

  /** Publishes rows in a transaction that is aborted, so that no reader may see them. */
  void publishAndAbort(int first, int count) {
    producer.beginTransaction();
    for (int number = first; number < first + count; number++) {
      send(-1 - number, recipe);
    }
    producer.flush();
    producer.abortTransaction();
  }

  void publishOfAnotherRecipe(int first, int count) {
    producer.beginTransaction();
    for (int number = first; number < first + count; number++) {
      send(number, "another");
    }
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(int number, String recipeName) {
    String question = "What is %d + %d?".formatted(number, number);
    Sample row =
        Sample.newBuilder(Samples.sample(prompt(number), 0, Outcome.ACCEPTED))
            .setRecipe(recipeName)
            .setMessages(List.of(RecordFactory.message("user", question)))
            .setPrompt(question)
            .setResponse("It is " + 2 * number)
            .build();
    var unused = producer.send(new ProducerRecord<>(topic, prompt(number), row));
  }

  private static String prompt(int number) {
    return "p" + number;
  }
}
