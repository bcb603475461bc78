package dev.winnow.curator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.curator.recipe.InstalledCuration;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.runtime.testing.TopicTail;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guarantee against a real broker, with the curator killed in the middle of its work. */
class CuratorKillIT {
  private static final Topics TOPICS = Topics.DEFAULT;
  private static final int PROMPTS = Integer.getInteger("winnow.curator.prompts", 100);
  private static final int KILLS = Integer.getInteger("winnow.curator.kills", 2);
  private static final InstalledCuration INSTALLED = new InstalledCuration();
  private static final Curation CURATION =
      new Curation(
          INSTALLED.selections().complete("rso", Map.of("take", "4", "control", "true")),
          INSTALLED.pairs().complete("max_min", Map.of("per_prompt", "2")));

  private static final Curation OVER_WINDOWS =
      new Curation(
          INSTALLED
              .selections()
              .complete("score", Map.of("window", "7", "share", "0.25", "window_seconds", "5")),
          null);

  private final CuratedOnce guarantee = new CuratedOnce();
  private final InOneWindow windows = new InOneWindow();
  private final long seed = Seeds.next();
  private final Random random = new Random(seed);

  @TempDir Path directory;

  @Test
  void curatesEveryPromptOnceThoughItIsKilled() throws Exception {
    try (TestCluster cluster = new TestCluster(2)) {
      KafkaConnection connection =
          CuratorProcess.connection(cluster.connection().bootstrapServers());
      for (int kill = 0; kill < KILLS; kill++) {
        produce(connection, kill * PROMPTS / KILLS, (kill + 1) * PROMPTS / KILLS);
        // A long interval puts the kill into an open transaction, a short one between two.
        Duration interval = kill % 2 == 0 ? Duration.ofSeconds(9) : Duration.ofMillis(50);
        killInTheMiddle(connection, interval);
      }

      finish(connection);

      read(connection, TOPICS.selected(), Sample.class).forEach(this::onSelected);
      read(connection, TOPICS.pairs(), Pair.class).forEach(guarantee::onPair);
      guarantee.verify();
      windows.verify();
    }
  }

  private void onSelected(Sample row) {
    if (isOverWindow(row)) {
      windows.onSelected(row);
    } else {
      guarantee.onSelected(row);
    }
  }

  private static boolean isOverWindow(Sample row) {
    return row.getSelectedAs().orElseThrow().getWindow().isPresent();
  }

  /** Rows and ends of these prompts, in any order; every third is selected from in a window. */
  private void produce(KafkaConnection connection, int first, int last) throws Exception {
    List<SpecificRecord> records = new ArrayList<>();
    for (int i = first; i < last; i++) {
      JudgedPrompt prompt = judged("p" + i);
      boolean isOverWindow = i % 3 == 0;
      var end = prompt.progress(PromptState.SATISFIED, isOverWindow ? OVER_WINDOWS : CURATION);
      if (isOverWindow) {
        windows.onPrompt(prompt);
      } else {
        guarantee.onPrompt(prompt, end);
      }
      records.addAll(prompt.rows());
      records.add(end);
    }
    Collections.shuffle(records, random);
    ByteArraySerializer bytes = new ByteArraySerializer();
    AvroSerializer<SpecificRecord> avro = new AvroSerializer<>(connection.registry());
    List<Future<?>> sends = new ArrayList<>();
    try (var producer = new KafkaProducer<>(connection.properties(Map.of()), bytes, bytes)) {
      for (SpecificRecord record : records) {
        String topic =
            record instanceof Sample row ? TOPICS.samples(row.getOutcome()) : TOPICS.progress();
        byte[] key = key(record).getBytes(StandardCharsets.UTF_8);
        sends.add(producer.send(new ProducerRecord<>(topic, key, avro.serialize(topic, record))));
      }
      for (Future<?> send : sends) {
        send.get();
      }
    }
  }

  private static String key(SpecificRecord record) {
    return String.valueOf(record.get(record.getSchema().getField("prompt_id").pos()));
  }

  private JudgedPrompt judged(String id) {
    JudgedPrompt prompt = new JudgedPrompt(id);
    int rows = 1 + random.nextInt(16);
    for (int i = 0; i < rows; i++) {
      Outcome outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
      prompt.row(outcome, outcome == Outcome.UNDECIDED ? null : random.nextInt(8) / 2.0);
    }
    return prompt;
  }

  private void killInTheMiddle(KafkaConnection connection, Duration commitInterval)
      throws Exception {
    Path log = directory.resolve("curator.log");
    Process process =
        CuratorProcess.start(
            connection.bootstrapServers(),
            directory.resolve("state"),
            commitInterval,
            log.toFile());
    // Whether committed or not: the curator has begun.
    try (TopicTail<Sample> tail =
        new TopicTail<>(
            isolated(connection, "read_uncommitted"), TOPICS.selected(), Sample.class)) {
      int before = tail.all(row -> true).size();
      await("selected rows of the process")
          .atMost(Duration.ofSeconds(90))
          .failFast(() -> assertThat(process.isAlive()).as(Files.readString(log)).isTrue())
          .until(() -> tail.all(row -> true).size() > before + random.nextInt(50));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void finish(KafkaConnection connection) {
    StreamsProperties streams = StreamsProperties.local(directory.resolve("state"));
    KafkaConnection committed = isolated(connection, "read_committed");
    try (Stage stage = CuratorStage.create(connection, streams);
        TopicTail<Sample> selected = new TopicTail<>(committed, TOPICS.selected(), Sample.class);
        TopicTail<Pair> pairs = new TopicTail<>(committed, TOPICS.pairs(), Pair.class)) {
      stage.start();
      await("all curated records; seed " + seed)
          .atMost(Duration.ofSeconds(90))
          .until(
              () ->
                  selected.all(row -> !isOverWindow(row)).size() + pairs.all(pair -> true).size()
                          >= guarantee.size()
                      && windows.haveAll(selected.all(CuratorKillIT::isOverWindow)));
    }
  }

  private static <T extends SpecificRecord> List<T> read(
      KafkaConnection connection, String topic, Class<T> type) {
    try (TopicTail<T> tail = new TopicTail<>(isolated(connection, "read_committed"), topic, type)) {
      return tail.all(record -> true);
    }
  }

  private static KafkaConnection isolated(KafkaConnection connection, String level) {
    return new KafkaConnection(
        connection.bootstrapServers(),
        connection.registry(),
        connection.topics(),
        Map.of("isolation.level", level));
  }
}
