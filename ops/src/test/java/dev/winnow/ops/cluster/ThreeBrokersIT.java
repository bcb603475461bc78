package dev.winnow.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.local.LocalRegistry;
import dev.winnow.ops.scenario.BooksBalance;
import dev.winnow.ops.scenario.Child;
import dev.winnow.ops.scenario.StreamEnd;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Topics;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers and every stage as processes: one broker after another is killed while prompts run,
 * and started again. {@code -Dwinnow.cluster.kills=N} kills more of them.
 */
@Tag("long")
class ThreeBrokersIT {
  private static final int KILLS = Integer.getInteger("winnow.cluster.kills", 3);
  private static final int PROMPTS_PER_KILL = Integer.getInteger("winnow.cluster.prompts", 20);
  private static final int CANDIDATES = 3;
  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String RECIPE =
      """
      name: cluster
      check: {type: math}
      allocation: {strategy: fixed, candidates: 3}
      reissue_after: 20s
      """;

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private ThreeBrokers brokers;
  private LocalRegistry registry;
  private KafkaConnection connection;
  private final List<Child> stages = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    brokers = new ThreeBrokers(directory.resolve("brokers"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("_schemas", 1, (short) 3)
                      .configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
    }
    registry = new LocalRegistry(vertx, brokers.bootstrapServers(), 0);
    connection = KafkaConnection.of(brokers.bootstrapServers(), registry.uri(), Topics.DEFAULT);
    Files.writeString(directory.resolve("recipe.yaml"), RECIPE);
    Files.write(directory.resolve("recorded.jsonl"), prompts(0, KILLS, true));
    done("topics", "--pool=default", "--partitions=" + PARTITIONS, "--topic-replication=3");
    startStages();
  }

  @AfterEach
  void stop() throws Exception {
    for (Child stage : stages) {
      stage.kill();
    }
    if (registry != null) {
      registry.close();
    }
    if (brokers != null) {
      brokers.close();
    }
    vertx.close().await();
  }

  @Test
  void aBrokerAtATimeIsKilledAndNothingIsLostOrCountedTwice() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      int broker = kill % ThreeBrokers.COUNT;
      long before = verdicts();
      publish(kill);
      await(before + 1);
      brokers.kill(broker);
      await(before + (long) CANDIDATES * PROMPTS_PER_KILL);
      brokers.start(broker);
      brokers.awaitWhole();
    }

    StreamEnd.await(connection, KILLS * PROMPTS_PER_KILL, this::requireAlive);

    System.out.println(
        BooksBalance.verify(connection, directory.resolve("datasets"), KILLS * PROMPTS_PER_KILL));
  }

  private void startStages() throws Exception {
    stages.add(streams("planner", "--topic-replication=3"));
    stages.add(streams("verifier"));
    stages.add(streams("curator"));
    stages.add(child("sink", "--datasets=" + directory.resolve("datasets"), "--max-age-seconds=1"));
    stages.add(
        child(
            "synthesizer",
            "--engine=replay",
            "--replay-file=" + directory.resolve("recorded.jsonl"),
            "--lock-seconds=3"));
  }

  private Child streams(String stage, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(stage, "--state-dir=" + directory.resolve(stage), "--replication=3"));
    command.addAll(List.of(more));
    return child(command.toArray(String[]::new));
  }

  private void publish(int batch) throws Exception {
    Path file =
        Files.write(
            directory.resolve("prompts-" + batch + ".jsonl"), prompts(batch, batch + 1, false));
    done("publish", "--recipe=" + directory.resolve("recipe.yaml"), file.toString());
  }

  private static List<String> prompts(int from, int to, boolean withResponses) {
    String responses = withResponses ? ", \"responses\": [\"#### 2\", \"#### 3\", \"\"]" : "";
    return IntStream.range(from * PROMPTS_PER_KILL, to * PROMPTS_PER_KILL)
        .mapToObj(i -> "{\"prompt\": \"%d + 1?\", \"reference\": \"2\"%s}".formatted(i, responses))
        .toList();
  }

  /** Waits until the topic of verdicts has this many records. */
  private void await(long records) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .failFast(this::requireAlive)
        .until(() -> verdicts() >= records);
  }

  /** Offsets, which count the markers of transactions too. */
  private long verdicts() throws Exception {
    Map<TopicPartition, OffsetSpec> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(i -> new TopicPartition(connection.topics().verdicts(), i))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      return admin.listOffsets(partitions).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    }
  }

  private void requireAlive() {
    assertThat(stages).allMatch(Child::isAlive);
  }

  private void done(String... command) throws Exception {
    try (Child child = child(command)) {
      assertThat(child.exitStatus()).as(child::log).isZero();
    }
  }

  private Child child(String... command) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        1,
        List.of(
            "--bootstrap-servers=" + brokers.bootstrapServers(), "--registry=" + registry.uri()));
    return new Child(
        Files.createTempFile(directory, command[0], ".log"), arguments.toArray(String[]::new));
  }
}
