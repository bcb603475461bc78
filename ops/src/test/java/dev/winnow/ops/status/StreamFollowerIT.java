package dev.winnow.ops.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan.NoTopicException;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.AvroSerializer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class StreamFollowerIT {
  private KafkaConnection connection;

  @BeforeEach
  void start() {
    connection = SharedCluster.topics(2);
  }

  @Test
  void showsPoolsRecipesRatesAndWhatIsStuck() throws Exception {
    write(connection.topics().workers(), "demo/w1", worker());
    write(connection.topics().progress(), "p1", progress("p1"));
    write(connection.topics().verdicts(), "p1", verdict());

    StreamStatus status = status();

    assertThat(status.pools())
        .singleElement()
        .satisfies(pool -> assertThat(pool.condition()).isEqualTo("SERVER_BLOCKED"));
    assertThat(status.recipes())
        .singleElement()
        .satisfies(recipe -> assertThat(recipe.waiting()).containsEntry("SERVER_BLOCKED", 1L));
    assertThat(status.rates().rejectedPerSecond()).isEqualTo(1 / 60.0);
    assertThat(status.cluster().brokers()).isEqualTo(1);
    assertThat(status.stuck())
        .anySatisfy(reason -> assertThat(reason).contains("401 wrong key"))
        .contains("recipe \"arithmetic\": 1 prompt waits: SERVER_BLOCKED");
  }

  @Test
  void anEmptyStreamIsNotStuck() throws Exception {
    assertThat(status().stuck()).isEmpty();
  }

  @Test
  void saysWhichTopicIsMissing() {
    KafkaConnection nowhere =
        new KafkaConnection(
            connection.bootstrapServers(),
            connection.registry(),
            new Topics("nowhere."),
            connection.clientProperties());

    assertThatThrownBy(() -> new StreamFollower(nowhere, InstantSource.system()))
        .isInstanceOf(NoTopicException.class)
        .hasMessageContaining("nowhere.");
  }

  private StreamStatus status() throws Exception {
    try (StreamFollower follower = new StreamFollower(connection, InstantSource.system());
        ClusterView cluster = new ClusterView(connection)) {
      follower.catchUp(read -> {});
      return follower.status(cluster.look());
    }
  }

  private void write(String topic, String key, SpecificRecord value) throws Exception {
    try (KafkaProducer<String, SpecificRecord> producer =
        new KafkaProducer<>(
            connection.properties(Map.of()),
            new StringSerializer(),
            new AvroSerializer<>(connection.registry()))) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  private static WorkerStatus worker() {
    return WorkerStatus.newBuilder()
        .setPool("demo")
        .setWorker("w1")
        .setState(WorkerState.BLOCKED)
        .setReasonCode("WRONG_KEY")
        .setReason("401 wrong key")
        .setSince(Instant.now())
        .setHeld(2)
        .setModel("m")
        .setReportedAt(Instant.now())
        .build();
  }

  private static Progress progress(String id) {
    return Progress.newBuilder()
        .setPromptId(id)
        .setRecipe("arithmetic")
        .setRecipeVersion("0123456789ab")
        .setState(PromptState.SAMPLING)
        .setReasonCode("SERVER_BLOCKED")
        .setRound(1)
        .setOrdered(4)
        .setJudged(0)
        .setAccepted(0)
        .setRejected(0)
        .setUndecided(0)
        .setStartedAt(Instant.now())
        .setUpdatedAt(Instant.now())
        .build();
  }

  private static Verdict verdict() {
    return Verdict.newBuilder()
        .setPromptId("p1")
        .setIndex(0)
        .setRecipe("arithmetic")
        .setRecipeVersion("0123456789ab")
        .setOutcome(Outcome.REJECTED)
        .setReason("DIFFERENT_VALUE")
        .setTokens(12)
        .setVerifier("math/1")
        .setJudgedAt(Instant.now())
        .build();
  }
}
