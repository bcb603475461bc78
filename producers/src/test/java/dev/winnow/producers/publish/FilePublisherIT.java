package dev.winnow.producers.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.producers.publish.PublishSummary.Refusal;
import dev.winnow.producers.source.Layout;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.producers.source.RefusalKind;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.schemas.testing.Records;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class FilePublisherIT {
  private static final int PARTITIONS = 3;
  private static KafkaConnection connection;
  private static Publisher publisher;

  @BeforeAll
  static void start() {
    connection = SharedCluster.topics(PARTITIONS);
    publisher = new Publisher(connection);
  }

  @AfterAll
  static void stop() {
    publisher.close();
  }

  @Test
  void everyPromptOfAFileArrivesUnderItsIdWithItsSource() throws Exception {
    PublishSummary summary = publish("calm", lines(100));

    assertThat(counts(summary)).containsExactly(100L, 0L, 0L);
    assertThat(summary.layouts()).isEqualTo(Map.of(Layout.JSONL, 100L));
    List<ConsumerRecord<String, Prompt>> records = prompts("calm");
    assertThat(records).hasSize(100);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.key()).isEqualTo(record.value().getId());
              assertThat(record.partition()).isEqualTo(defaultPartition(record.key()));
            });
    assertThat(records)
        .extracting(record -> record.value().getSource().orElse(""))
        .contains("file#1", "file#100");
  }

  @Test
  void theSameFileTwiceGivesTheSamePromptsAgain() throws Exception {
    publish("twice", lines(10));
    publish("twice", lines(10));

    List<ConsumerRecord<String, Prompt>> records = prompts("twice");
    assertThat(records).hasSize(20);
    assertThat(records.stream().map(ConsumerRecord::key).collect(Collectors.toSet())).hasSize(10);
  }

  @Test
  void aLineThatStandsTwiceIsCountedAndSentOnce() throws Exception {
    PublishSummary summary = publish("repeats", lines(3) + lines(2));

    assertThat(counts(summary)).containsExactly(3L, 2L, 0L);
    assertThat(prompts("repeats")).hasSize(3);
  }

  @Test
  void anIdThatStandsForAnotherPromptIsRefusedWithItsLine() throws Exception {
    PublishSummary summary =
        publish(
            "clash",
            """
            {"id": "p1", "prompt": "What is 1 + 1?"}
            {"id": "p1", "prompt": "What is 1 + 1?", "note": "says nothing new"}
            {"id": "p1", "prompt": "What is 2 + 2?"}
            """);

    assertThat(counts(summary)).containsExactly(1L, 1L, 1L);
    assertThat(summary.refusals())
        .containsExactly(
            new Refusal(
                3,
                RefusalKind.ID_TAKEN,
                "id: 'p1' already belongs to another prompt; give each prompt its own id, or"
                    + " none"));
  }

  @Test
  void refusedLinesAreListedAndTheOthersGoThrough() throws Exception {
    PublishSummary summary =
        publish(
            "mixed",
            """
            {"prompt": "What is 1 + 1?"}

            nonsense
            {"prompt": "What is 2 + 2?"}
            {"prompt": ""}
            """
                + "{\"prompt\": \""
                + "x".repeat(3 << 20)
                + "\"}\n"
                + "{\"prompt\": \"last\"}");

    assertThat(summary.published()).isEqualTo(3);
    assertThat(summary.refused()).isEqualTo(3);
    assertThat(summary.refusals()).extracting(Refusal::line).containsExactly(3L, 5L, 6L);
    assertThat(summary.refusals().getLast().reason()).startsWith("longer than 2097152 bytes");
    assertThat(prompts("mixed")).hasSize(3);
  }

  @Test
  void whatWasReadOfADamagedFileIsPublishedAndTheEndIsNamed() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(lines(20_000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] cut = Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2);

    PublishSummary summary =
        filePublisher(publisher, "cut").publish(new ByteArrayInputStream(cut), "file.gz", b -> {});

    assertThat(summary.published()).isPositive();
    assertThat(summary.isClean()).isFalse();
    assertThat(summary.damage())
        .contains(
            "damaged after line %d: the gzip data is cut off at byte %d of the file; fetch it again"
                .formatted(summary.published(), cut.length));
  }

  @Test
  void refusalsAreCountedWithoutEndAndListedToABound() throws Exception {
    PublishSummary summary = publish("bad", "{}\n".repeat(PublishSummary.MAX_REFUSALS + 5));

    assertThat(summary.refused()).isEqualTo(PublishSummary.MAX_REFUSALS + 5);
    assertThat(summary.refusals()).hasSize(PublishSummary.MAX_REFUSALS);
  }

  @Test
  void theProgressIsToldInBytesUpToTheEnd() throws Exception {
    List<Long> told = new ArrayList<>();
    byte[] file = lines(5_000).getBytes(StandardCharsets.UTF_8);

    filePublisher(publisher, "progress").publish(new ByteArrayInputStream(file), "file", told::add);

    assertThat(told).isSorted().hasSize(5_000).endsWith((long) file.length);
  }

  @Test
  void aRecipeArrivesUnderItsName() throws Exception {
    Recipe recipe = Records.recipe();

    publisher.publish(recipe).get();

    assertThat(TopicContent.read(connection(), connection().topics().recipes(), Recipe.class))
        .anySatisfy(
            record -> {
              assertThat(record.key()).isEqualTo("arithmetic");
              assertThat(record.value()).isEqualTo(recipe);
            });
  }

  @Test
  void withoutATopicTheFileStopsAtItsFirstLineAndSaysWhy() {
    KafkaConnection elsewhere =
        new KafkaConnection(
            connection().bootstrapServers(), connection().registry(), new Topics("no."), Map.of());

    try (Publisher impatient = new Publisher(elsewhere, Duration.ofMillis(300))) {
      assertThatThrownBy(
              () ->
                  filePublisher(impatient, "lost")
                      .publish(stream(lines(1_000)), "file", bytes -> {}))
          .isInstanceOf(PublishException.class)
          .hasMessageContaining("file: stopped at line 1. Kafka did not accept a record")
          .hasMessageContaining("'no.prompts'")
          .hasMessageContaining("does the topic exist?")
          .hasMessageContaining("0 prompts are published");
    }
  }

  @Test
  void withoutABrokerPublishingFailsWithinItsBoundAndNamesTheBroker() {
    KafkaConnection nowhere =
        new KafkaConnection("localhost:1", new InMemorySchemaRegistry(), Topics.DEFAULT, Map.of());

    try (Publisher impatient = new Publisher(nowhere, Duration.ofMillis(300))) {
      assertThatThrownBy(() -> impatient.publish(Records.prompt("p")).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(PublishException.class)
          .hasMessageContaining("Is Kafka at localhost:1 up");
    }
    assertThat(Publisher.MAX_BLOCK).isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  private static List<Long> counts(PublishSummary summary) {
    return List.of(summary.published(), summary.repeated(), summary.refused());
  }

  private static PublishSummary publish(String recipe, String lines)
      throws IOException, InterruptedException {
    return filePublisher(publisher, recipe).publish(stream(lines), "file", bytes -> {});
  }

  private static FilePublisher filePublisher(Publisher through, String recipe) {
    PromptReader reader = new PromptReader(recipe, Optional.empty());
    return new FilePublisher(through, reader, InstantSource.system());
  }

  private static List<ConsumerRecord<String, Prompt>> prompts(String recipe) {
    return TopicContent.read(connection(), connection().topics().prompts(), Prompt.class).stream()
        .filter(record -> record.value().getRecipe().equals(recipe))
        .toList();
  }

  private static KafkaConnection connection() {
    return connection;
  }

  private static int defaultPartition(String key) {
    int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
    return Utils.toPositive(hash) % PARTITIONS;
  }

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj("{\"prompt\": \"What is %d + 1?\"}%n"::formatted)
        .collect(Collectors.joining());
  }

  private static ByteArrayInputStream stream(String lines) {
    return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
  }
}
