package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.LocalBroker;
import dev.winnow.ops.local.LocalRegistry;
import dev.winnow.ops.local.Ports;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.sink.audit.Audit;
import dev.winnow.sink.audit.AuditListener;
import dev.winnow.sink.audit.AuditReport;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.S3Server;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The curator, two sinks and compactions that delete entries of the logs, in processes of their
 * own, are killed again and again while prompts are sampled, judged, curated and written. Nothing
 * is lost, nothing is there twice, and {@code winnow audit} says so. {@code
 * -Dwinnow.curator.kills=50 -Dwinnow.curator.prompts=2000} is the long run.
 */
@Tag("long")
class CurationKillIT {
  private static final int PROMPTS = Integer.getInteger("winnow.curator.prompts", 60);
  private static final int KILLS = Integer.getInteger("winnow.curator.kills", 2);
  private static final int CANDIDATES = 4;

  /** Long, because the processes may get little of a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final String RECIPE =
      """
      name: curated
      check: {type: math}
      allocation: {strategy: fixed, candidates: 4}
      curate:
        selected: {by: random, take: 1, control: true}
        pairs: {policy: right_wrong, per_prompt: 2}
      """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private final long seed = Seeds.next();
  private final Random random = new Random(seed);

  @Test
  void everythingIsCuratedAndWrittenOnceOnDisk() throws Exception {
    killAndAudit(directory.resolve("datasets").toString());
  }

  @Test
  void everythingIsCuratedAndWrittenOnceOnS3() throws Exception {
    try (S3Server server = new S3Server()) {
      killAndAudit(server.location("run"));
    }
  }

  private void killAndAudit(String datasets) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (LocalBroker broker = new LocalBroker(directory.resolve("kafka"), Ports.freePair());
        LocalRegistry registry = new LocalRegistry(vertx, broker.bootstrapServers(), 0);
        Storage storage = DatasetsLocation.parse(datasets).open();
        Run run = new Run(broker.bootstrapServers(), registry.uri(), datasets, storage)) {
      run.done("topics", "--pool=default", "--partitions=2");
      try (Child planner = run.child("planner", "--state-dir=" + directory.resolve("planner"));
          Child verifier = run.child("verifier", "--state-dir=" + directory.resolve("verifier"));
          Child worker =
              run.child("synthesizer", "--engine=replay", "--replay-file=" + recorded())) {
        Runnable othersLive =
            () -> assertThat(List.of(planner, verifier, worker)).allMatch(Child::isAlive);
        run.killAgainAndAgain(othersLive);
        run.awaitEnd(othersLive);
        run.audit();
      }
    } finally {
      vertx.close().await();
    }
  }

  /** Two right answers and two wrong ones to every prompt. */
  private Path recorded() throws Exception {
    return Files.write(
        directory.resolve("recorded.jsonl"),
        IntStream.range(0, PROMPTS)
            .mapToObj(
                i ->
                    "{\"prompt\": \"%d + 1?\", \"responses\": [\"#### 2\", \"It is\\n#### 2\", \"#### 3\", \"It is\\n#### 3\"]}"
                        .formatted(i))
            .toList());
  }

  /** The processes that are killed, and what they work on. */
  private final class Run implements AutoCloseable {
    private final String bootstrapServers;
    private final URI registry;
    private final String datasets;
    private final Storage storage;
    private final KafkaConnection connection;
    private final List<Child> victims = new ArrayList<>();
    private final List<Child> compactions = new ArrayList<>();

    Run(String bootstrapServers, URI registry, String datasets, Storage storage) {
      this.bootstrapServers = bootstrapServers;
      this.registry = registry;
      this.datasets = datasets;
      this.storage = storage;
      this.connection = KafkaConnection.of(bootstrapServers, registry, Topics.DEFAULT);
    }

    void killAgainAndAgain(Runnable meanwhile) throws Exception {
      startVictims();
      try (Publisher publisher = new Publisher(connection)) {
        publisher
            .publish(
                RecipeFile.read(
                    Files.writeString(directory.resolve("recipe.yaml"), RECIPE),
                    Installed.catalog(),
                    Instant.now()))
            .get();
        for (int kill = 0; kill < KILLS; kill++) {
          long before = curatedRows();
          publish(publisher, kill * PROMPTS / KILLS, (kill + 1) * PROMPTS / KILLS);
          long enough = before + 1 + random.nextInt(Math.max(1, PROMPTS / KILLS));
          await("curated rows in the datasets; seed " + seed)
              .atMost(PATIENCE)
              .failFast(meanwhile::run)
              .until(() -> curatedRows() >= enough);
          if (kill % 3 == 0) {
            compactions.add(compaction());
          }
          kill();
          startVictims();
          System.out.printf("killed %d of %d times, %,d rows%n", kill + 1, KILLS, curatedRows());
        }
      }
    }

    private void publish(Publisher publisher, int first, int last) throws Exception {
      for (int i = first; i < last; i++) {
        publisher
            .publish(
                Prompt.newBuilder()
                    .setId("p" + i)
                    .setRecipe("curated")
                    .setMessages(List.of(RecordFactory.message("user", i + " + 1?")))
                    .setReference("2")
                    .setPublishedAt(Instant.now())
                    .build())
            .get();
      }
    }

    private void startVictims() throws Exception {
      victims.add(child("curator", "--state-dir=" + directory.resolve("curator")));
      for (int sink = 0; sink < 2; sink++) {
        victims.add(
            child(
                "sink",
                "--datasets=" + datasets,
                "--max-age-seconds=1",
                "--client-properties=" + shortSessions()));
      }
    }

    /** In any order, with pauses in which the others go on. */
    private void kill() throws Exception {
      Collections.shuffle(victims, random);
      for (Child victim : victims) {
        assertThat(victim.isAlive()).as(victim::log).isTrue();
        victim.kill();
        LockSupport.parkNanos(random.nextInt(300_000_000));
      }
      victims.clear();
      for (Child compaction : compactions) {
        compaction.kill();
      }
      compactions.clear();
    }

    /**
     * Merges all files and deletes what the logs no longer need. It may end before it is killed.
     */
    private Child compaction() throws IOException {
      return new Child(
          Files.createTempFile(directory, "compact", ".log"),
          "compact",
          "--datasets=" + datasets,
          "--min-files=2",
          "--grace=1m",
          "--log-retention=0s");
    }

    private long curatedRows() throws Exception {
      return Snapshot.read(storage)
          .files()
          .filter(file -> file.kind().equals("selected") || file.kind().equals("pairs"))
          .map(DataFile::stats)
          .mapToLong(stats -> stats.rows())
          .sum();
    }

    void awaitEnd(Runnable meanwhile) {
      StreamEnd.await(bootstrapServers, registry, PROMPTS, meanwhile);
      await("all curated rows in the datasets; seed " + seed)
          .atMost(PATIENCE)
          .until(() -> curatedRows() >= 4L * PROMPTS);
    }

    /** What the audit counts, and the command with its words. */
    void audit() throws Exception {
      AuditReport report =
          new Audit(connection, Optional.of(storage), Duration.ofMinutes(1))
              .run(AuditListener.NONE);
      assertThat(report.first()).as("seed %d", seed).isEmpty();
      assertThat(report.ended()).isEqualTo(PROMPTS);
      assertThat(report.datasetRows()).isEqualTo((long) CANDIDATES * PROMPTS);
      assertThat(report.selected()).isEqualTo(PROMPTS);
      assertThat(report.pairs()).isEqualTo(2L * PROMPTS);
      assertThat(report.uncurated()).isZero();
      String said = done("audit", "--datasets=" + datasets);
      assertThat(said).contains("the books balance");
      System.out.printf(
          "%s: curator and two sinks killed %d times, %,d prompts, seed %d%n%s%n",
          storage.name(), KILLS, PROMPTS, seed, said);
    }

    @Override
    public void close() throws Exception {
      for (Child victim : victims) {
        victim.close();
      }
    }

    /** A killed sink is noticed after this. */
    private Path shortSessions() throws Exception {
      return Files.write(
          directory.resolve("client.properties"),
          List.of("session.timeout.ms=6000", "heartbeat.interval.ms=1000"));
    }

    String done(String... command) throws Exception {
      try (Child child = child(command)) {
        assertThat(child.exitStatus()).as(child::log).isZero();
        return child.log();
      }
    }

    Child child(String... command) throws Exception {
      List<String> arguments = new ArrayList<>(List.of(command));
      arguments.addAll(
          1, List.of("--bootstrap-servers=" + bootstrapServers, "--registry=" + registry));
      return new Child(
          Files.createTempFile(directory, command[0], ".log"), arguments.toArray(String[]::new));
    }
  }
}
