package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.local.LocalConfigs;
import dev.winnow.ops.local.LocalService;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.testing.Records;
import dev.winnow.transformer.ModelVersion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model of a worker is swapped while the stream runs on a real broker. */
class ModelSwapIT {
  private static final String POOL = "swapped";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path directory;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<MarkingEngine> opened = new CopyOnWriteArrayList<>();
  private Path link;
  private LocalService service;
  private KafkaConnection connection;

  @BeforeEach
  void start() throws Exception {
    link = directory.resolve("current");
    pointTo("abacus-1", "{\"name\": \"abacus\", \"version\": 1}");
    service = new LocalService(LocalConfigs.in(directory, POOL));
    service.start(Map.of(POOL, new EngineSource(this::open, Optional.of(link))));
    connection = service.connection();
  }

  @AfterEach
  void stop() {
    gate.countDown();
    service.close();
  }

  @Test
  void noCandidateIsLostAndEachNamesTheModelThatSampledIt() throws Exception {
    publish(recipe(null), "p", 30);
    MarkingEngine first = opened.getFirst();
    await().atMost(PATIENCE).until(() -> first.running.get() > 0);

    pointTo("broken", "{\"name\": \"abacus\"}");
    await().atMost(PATIENCE).until(() -> service.health() instanceof Health.Degraded);
    String complaint = service.health().describe();
    pointTo("abacus-2", "{\"name\": \"abacus\", \"version\": 2}");
    awaitSwapped();
    boolean closedEarly = first.isClosed();
    gate.countDown();
    awaitEnded(30);

    assertThat(complaint).contains("does not load").contains("abacus@1 goes on");
    assertThat(closedEarly).isFalse();
    assertThat(first.isClosed()).isTrue();
    assertThat(service.health()).isEqualTo(Health.ok());
    List<Candidate> candidates = all(connection.topics().candidates(), Candidate.class);
    assertThat(candidates)
        .allSatisfy(
            candidate -> {
              assertThat(candidate.getModel()).isEqualTo("abacus");
              assertThat(candidate.getResponse())
                  .startsWith(MarkingEngine.mark(candidate.getModelVersion().orElseThrow()));
            });
    assertThat(candidates)
        .extracting(candidate -> candidate.getModelVersion().orElseThrow())
        .contains(1, 2);
    for (Outcome outcome : Outcome.values()) {
      assertThat(all(connection.topics().samples(outcome), Sample.class))
          .allSatisfy(
              row ->
                  assertThat(row.getResponse())
                      .startsWith(MarkingEngine.mark(row.getModelVersion().orElseThrow())));
    }
    assertThat(all(connection.topics().progress(), Progress.class))
        .extracting(progress -> progress.getModelVersion().orElse(0))
        .contains(1, 2);
    BooksBalance.verify(connection, directory.resolve("datasets"), 30);
  }

  @Test
  @Tag("long")
  void whatATooOldModelFinishesAfterTheSwapIsUndecidedAndTheBooksBalance() throws Exception {
    publish(recipe(0), "slow", 1);
    MarkingEngine first = opened.getFirst();
    await().atMost(PATIENCE).until(() -> first.running.get() == 1);
    pointTo("abacus-2", "{\"name\": \"abacus\", \"version\": 2}");
    awaitSwapped();
    publish(recipe(0), "fast", 24);
    awaitEnded(24);

    gate.countDown();
    awaitEnded(25);

    assertThat(all(connection.topics().samples(Outcome.UNDECIDED), Sample.class))
        .allSatisfy(
            row -> {
              assertThat(row.getReason()).isEqualTo("POLICY_TOO_OLD");
              assertThat(row.getModelVersion()).hasValue(1);
              assertThat(row.getPromptId()).isEqualTo("slow-0");
            })
        .extracting(Sample::getIndex)
        .as("the first round has two candidates, of which the first came before the swap")
        .containsExactly(1);
    BooksBalance.verify(connection, directory.resolve("datasets"), 25);
  }

  private Engine open() {
    ModelVersion model = ModelVersion.of(ModelVersion.resolved(link));
    MarkingEngine engine =
        new MarkingEngine(model, model.version() == 1 ? gate : new CountDownLatch(0));
    opened.add(engine);
    return engine;
  }

  private void pointTo(String name, String version) throws IOException {
    Path model = Files.createDirectory(directory.resolve(name));
    Files.writeString(model.resolve(ModelVersion.FILE), version);
    Path aside = directory.resolve("next");
    Files.createSymbolicLink(aside, model);
    Files.move(aside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Waits until the worker says that it samples with the other version. */
  private void awaitSwapped() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                all(connection.topics().workers(), WorkerStatus.class).stream()
                    .anyMatch(status -> status.getModelVersion().equals(Optional.of(2))));
  }

  private void awaitEnded(int prompts) {
    StreamEnd.await(connection, prompts, () -> assertThat(service.healthy()).isTrue());
  }

  private <T extends SpecificRecord> List<T> all(String topic, Class<T> type) {
    List<T> all = new ArrayList<>();
    try (TopicScan scan = new TopicScan(connection)) {
      scan.read(topic, type, (record, value) -> value.ifPresent(all::add));
    }
    return all;
  }

  private void publish(Recipe recipe, String group, int count) throws Exception {
    try (Publisher publisher = new Publisher(connection)) {
      publisher.publish(recipe).get();
      for (int i = 0; i < count; i++) {
        publisher
            .publish(
                Prompt.newBuilder()
                    .setId(group + '-' + i)
                    .setRecipe(recipe.getName())
                    .setMessages(
                        List.of(RecordFactory.message("user", "What is %d + 0?".formatted(i))))
                    .setReference(String.valueOf(i))
                    .setPublishedAt(Instant.EPOCH)
                    .build())
            .get();
      }
    }
  }

  private static Recipe recipe(@Nullable Integer maxPolicyAge) {
    Recipe recipe =
        Recipe.newBuilder()
            .setName("swapped")
            .setVersion("")
            .setPool(POOL)
            .setSampling(new SamplingParams(1.0, 1.0, 0, 64, List.of()))
            .setVerification(
                Verification.newBuilder()
                    .setChecks(List.of(RecordFactory.check("math", Map.of())))
                    .setAcceptIdentical(true)
                    .setMaxPolicyAge(maxPolicyAge)
                    .build())
            .setAllocation(Records.uniform(2, 16, 4))
            .setSeed(3)
            .setReissueAfterMs(60_000)
            .setMaxReissues(2)
            .setPublishedAt(Instant.EPOCH)
            .build();
    recipe.setVersion(ContentHash.ofRecipe(recipe));
    return recipe;
  }
}
