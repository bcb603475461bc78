package dev.winnow.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.testing.ProgressRecords;
import dev.winnow.sink.testing.SampleTopics;
import dev.winnow.sink.testing.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a running sink tells of unsolvable prompts. */
@ExtendWith(SharedCluster.class)
class DatasetProgressIT {
  @TempDir Path datasets;
  private KafkaConnection connection;
  private SampleTopics topics;

  @BeforeEach
  void start() {
    connection = SharedCluster.topics(2);
    topics = new SampleTopics(connection, "verifier");
    topics.commit(List.of(Samples.sample("p", 0, Outcome.REJECTED)));
  }

  @AfterEach
  void stop() {
    topics.close();
  }

  private SinkStage sink() {
    SinkStage sink =
        new SinkStage(
            connection,
            new SinkConfig(datasets, Format.JSONL, 100, 1 << 20, Duration.ofMillis(100)));
    sink.start();
    return sink;
  }

  private void publish(Progress progress) {
    topics.commit(connection.topics().progress(), progress.getPromptId(), progress);
  }

  private List<String> listed() throws IOException {
    Path stats = datasets.resolve("arithmetic/stats.json");
    if (!Files.exists(stats)) {
      return List.of("no stats yet");
    }
    JsonNode listed = new ObjectMapper().readTree(stats.toFile()).at("/unsolvable/listed");
    return StreamSupport.stream(listed.spliterator(), false)
        .map(prompt -> prompt.get("prompt_id").asText())
        .toList();
  }

  private void awaitListed(String... ids) {
    await().atMost(Duration.ofSeconds(30)).until(() -> listed().equals(List.of(ids)));
  }

  @Test
  void promptsEnterAndLeaveTheListWhileNoRowsCome() {
    try (SinkStage sink = sink()) {
      awaitListed();
      publish(ProgressRecords.unsolvable("q", "none of 40"));
      publish(ProgressRecords.unsolvable("p", "none of 40"));
      awaitListed("p", "q");

      publish(ProgressRecords.of("p", PromptState.SAMPLING, 48).build());
      topics.commitBytes(connection.topics().progress(), "q", null);

      awaitListed();
      assertThat(sink.healthy()).isTrue();
    }
  }

  @Test
  void theListIsTheSameAfterARestart() {
    publish(ProgressRecords.of("p", PromptState.SAMPLING, 8).build());
    publish(ProgressRecords.unsolvable("p", "none of 40"));
    try (SinkStage sink = sink()) {
      awaitListed("p");
    }
    publish(ProgressRecords.unsolvable("q", "none of 40"));

    try (SinkStage sink = sink()) {
      awaitListed("p", "q");
    }
  }

  @Test
  void closingWritesWhatIsKnown() throws IOException {
    SinkConfig patient =
        new SinkConfig(datasets, Format.JSONL, 1_000, 1 << 20, Duration.ofHours(1));
    publish(ProgressRecords.unsolvable("p", "none of 40"));
    try (SinkStage sink = new SinkStage(connection, patient)) {
      sink.start();
      await().until(() -> Files.isDirectory(datasets.resolve(".sink/staged/arithmetic/rejected")));
    }

    assertThat(listed()).containsExactly("p");
  }

  @Test
  void garbageIsSkipped() {
    byte[] garbage = "not an account".getBytes(StandardCharsets.UTF_8);
    topics.commitBytes(connection.topics().progress(), "x", garbage);
    publish(ProgressRecords.unsolvable("p", "none of 40"));

    try (SinkStage sink = sink()) {
      awaitListed("p");
      assertThat(sink.healthy()).isTrue();
    }
  }

  @Test
  void withoutTheTopicTheSinkDoesNotStartAndSaysWhatIsMissing() throws Exception {
    String topic = connection.topics().progress();
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      admin.deleteTopics(List.of(topic)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(topic));
    }

    assertThatThrownBy(this::sink)
        .hasMessageContaining("topic '%s' does not exist".formatted(topic));
  }
}
