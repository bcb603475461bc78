package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.local.LocalBroker;
import dev.winnow.ops.local.LocalRegistry;
import dev.winnow.ops.local.Ports;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.training.Trainer;
import dev.winnow.training.TrainingConfig;
import dev.winnow.training.problem.Family;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training process that follows a topic and is killed in earnest sees each row exactly once. */
@Tag("long")
class FollowKillIT {
  private static final int KILLS = 10;
  private static final int PARTITIONS = 3;
  private static final int ROWS_EACH = 40;
  private static final int ROWS = ROWS_EACH * (KILLS + 1);
  private static final String LOG = "rows.tsv";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path directory;

  private final long seed = Seeds.next();
  private final Random random = new Random(seed);
  private final Vertx vertx = Vertx.vertx();
  private LocalBroker broker;
  private LocalRegistry registry;
  private SelectedRows rows;

  @BeforeEach
  void trainTheModelToStartFrom() throws Exception {
    System.out.println("seed " + seed);
    TrainingConfig tiny =
        new TrainingConfig(3, 3, 4, 3e-3, 1, 280, 16, 2, 2, Map.of(Family.ADD, 1));
    Trainer.train(tiny, directory.resolve("base"), (step, loss, tokens) -> {});
    broker = new LocalBroker(directory.resolve("kafka"), Ports.freePair());
    registry = new LocalRegistry(vertx, broker.bootstrapServers(), 0);
    rows =
        new SelectedRows(
            KafkaConnection.of(broker.bootstrapServers(), registry.uri(), Topics.DEFAULT),
            PARTITIONS,
            "followed");
  }

  @AfterEach
  void stop() throws IOException {
    rows.close();
    registry.close();
    broker.close();
    vertx.close().await();
  }

  @Test
  void killedTenTimesItEndsWithEachRowOnceAndWithTheWeightsOfOneProcess() throws Exception {
    Path killed = directory.resolve("killed");
    for (int kill = 0; kill < KILLS; kill++) {
      rows.publish(kill * ROWS_EACH, ROWS_EACH);
      rows.publishAndAbort(kill, 20);
      rows.publishOfAnotherRecipe(kill, 10);
      try (Child training = follow(killed)) {
        awaitRows(killed, training, logged(killed).size() + 1 + random.nextInt(ROWS_EACH / 2));
        training.kill();
      }
    }
    rows.publish(KILLS * ROWS_EACH, ROWS_EACH);

    try (Child training = follow(killed)) {
      assertThat(training.exitStatus()).as(training::log).isZero();
      assertThat(training.log()).contains("%,d rows learned".formatted(ROWS));
    }

    assertThat(logged(killed))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, ROWS).mapToObj(SelectedRows::id).toList());
    Path whole = Files.createDirectory(directory.resolve("whole"));
    Files.copy(killed.resolve(LOG), whole.resolve(LOG));
    try (Child training = follow(whole)) {
      assertThat(training.exitStatus()).as(training::log).isZero();
    }
    assertThat(killed.resolve("model.safetensors"))
        .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
  }

  @Test
  void stoppedBySignalItWritesTheModelAndGoesOnWithTheNextRow() throws Exception {
    Path stopped = directory.resolve("stopped");
    rows.publish(0, ROWS_EACH);
    try (Child training = follow(stopped, 2 * ROWS_EACH)) {
      awaitRows(stopped, training, 1);
    }
    assertThat(stopped.resolve("model.safetensors")).exists();
    rows.publish(ROWS_EACH, ROWS_EACH);

    try (Child training = follow(stopped, 2 * ROWS_EACH)) {
      assertThat(training.exitStatus()).as(training::log).isZero();
    }

    assertThat(logged(stopped))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 2 * ROWS_EACH).mapToObj(SelectedRows::id).toList());
  }

  private Child follow(Path model) throws IOException {
    return follow(model, ROWS);
  }

  private Child follow(Path model, int maxRows) throws IOException {
    return new Child(
        Files.createTempFile(directory, "train", ".log"),
        "train",
        "--topic=selected",
        "--recipe=followed",
        "--bootstrap-servers=" + broker.bootstrapServers(),
        "--registry=" + registry.uri(),
        "--from=" + directory.resolve("base"),
        "--max-rows=" + maxRows,
        "--held-out=0",
        "--batch-tokens=600",
        "--checkpoint-steps=3",
        model.toString());
  }

  private static void awaitRows(Path model, Child training, int atLeast) {
    await("rows in the log")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .failFast(() -> assertThat(training.isAlive()).as(training::log).isTrue())
        .until(() -> logged(model).size() >= atLeast);
  }

  /** The ids of the rows of all steps that are written whole. */
  private static List<String> logged(Path model) throws IOException {
    Path log = model.resolve(LOG);
    String text = Files.exists(log) ? Files.readString(log) : "";
    return text.substring(0, text.lastIndexOf("\n\n") + 1)
        .lines()
        .filter(line -> !line.isEmpty())
        .map(line -> line.split("\t")[4])
        .toList();
  }
}
