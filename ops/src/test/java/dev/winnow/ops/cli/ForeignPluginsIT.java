package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ops.cli.option.EngineOptions;
import dev.winnow.ops.cli.option.RecipeInput;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalPorts;
import dev.winnow.ops.local.LocalService;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.runtime.testing.TopicTail;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.scorer.ScorerPlugin;
import dev.winnow.scorer.stage.ScorerStage;
import dev.winnow.sink.row.Format;
import dev.winnow.worker.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A check, a scorer, an engine, a strategy and a selection policy of other jars (here those of
 * {@code org.example.winnow}) work from recipe file and command line to the end of prompts.
 */
class ForeignPluginsIT {
  private static final String RECIPE =
      """
      name: foreign
      verify:
        checks: [{type: starts_with, ignore_case: true}]
        scorers: [{name: length, type: length, pool: lengths, characters: 10}]
        accept: length > 1.0
      allocation: {strategy: second_chance, more: 3}
      curate: {selected: {by: longest, max_tokens: 1000}}
      """;

  @TempDir private Path directory;

  @Command(name = "host")
  static final class Host implements Runnable {
    @Mixin private EngineOptions options;

    @Override
    public void run() {}
  }

  @Test
  void pluginsOfOtherJarsSampleJudgeScoreAllocateAndSelect() throws Exception {
    Recipe recipe = recipe(RECIPE);
    try (LocalService service = new LocalService(config())) {
      service.start(Map.of("default", engine("--engine", "echo", "--suffix", ", they say")));
      KafkaConnection connection = service.connection();
      try (Stage scorer = scorer(connection)) {
        scorer.start();
        samplesJudgesScoresAllocatesAndSelects(connection, recipe);
      }
    }
  }

  private static void samplesJudgesScoresAllocatesAndSelects(
      KafkaConnection connection, Recipe recipe) throws Exception {
    try (Publisher publisher = new Publisher(connection)) {
      publisher.publish(recipe).get();
      publisher.publish(prompt("right", "Paris is large", "paris")).get();
      publisher.publish(prompt("wrong", "London is large", "paris")).get();
    }

    Map<String, Progress> ended = ended(connection, 2);
    Progress right = Objects.requireNonNull(ended.get("right"));
    Progress wrong = Objects.requireNonNull(ended.get("wrong"));
    assertThat(right.getState()).isEqualTo(PromptState.SATISFIED);
    assertThat(right.getOrdered()).isEqualTo(1);
    assertThat(wrong.getState()).isEqualTo(PromptState.EXHAUSTED);
    assertThat(wrong.getOrdered()).isEqualTo(4);
    assertThat(wrong.getReasonCode()).contains("NO_CHANCE_LEFT");
    assertThat(right.getAccepted()).isEqualTo(1);
    try (TopicTail<Sample> selected =
        new TopicTail<>(connection, connection.topics().selected(), Sample.class)) {
      Awaitility.await("the selected row")
          .atMost(Duration.ofMinutes(1))
          .until(() -> !selected.all(row -> isBy("longest", row)).isEmpty());
      assertThat(selected.all(row -> isBy("longest", row)))
          .allSatisfy(row -> assertThat(row.getScore()).contains(2.4));
    }
  }

  private static Stage scorer(KafkaConnection connection) throws Exception {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(
          admin, List.of(TopicSettings.LOCAL.ofPool(connection.topics().scoring("lengths"))));
    }
    return scorer(connection, ScorerPlugin.installed().require("length"));
  }

  private static <C extends Record, W extends Record> Stage scorer(
      KafkaConnection connection, ScorerPlugin<C, W> plugin) {
    return ScorerStage.create(
        connection,
        WorkerConfig.of("lengths"),
        plugin,
        plugin.prepare(Options.bind(plugin.workerOptions(), Map.of())).get());
  }

  @Test
  void aRecipeThatAForeignStrategyRefusesIsRefusedWithLineAndField() {
    assertThatThrownBy(() -> recipe(RECIPE.replace("more: 3", "more: 10")))
        .hasMessageContaining("recipe.yaml:6:")
        .hasMessageContaining("allocation.more: want 1 to 9, not 10");
    assertThatThrownBy(() -> recipe(RECIPE.replace("more: 3", "fewer: 3")))
        .hasMessageContaining("allocation.fewer: unknown field; known are strategy, more");
  }

  private Recipe recipe(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("recipe.yaml"), text);
    return RecipeInput.read(file, InstantSource.system());
  }

  private static Supplier<Engine> engine(String... arguments) {
    Host host = new Host();
    assertThat(new CommandLine(host).execute(arguments)).isZero();
    return host.options.engineBesideTheService();
  }

  private static Prompt prompt(String id, String question, String reference) {
    return Prompt.newBuilder()
        .setId(id)
        .setRecipe("foreign")
        .setMessages(List.of(RecordFactory.message("user", question)))
        .setReference(reference)
        .setPublishedAt(Instant.now())
        .build();
  }

  private LocalConfig config() throws IOException {
    return new LocalConfig(
        directory.resolve("data"),
        directory.resolve("datasets"),
        LocalPorts.free(),
        Set.of("default"),
        TopicSettings.LOCAL,
        Format.JSONL,
        Duration.ofSeconds(1));
  }

  private static Map<String, Progress> ended(KafkaConnection connection, int prompts) {
    Decoder<Progress> decoder = new Decoder<>(connection.registry(), Progress.class);
    String topic = connection.topics().progress();
    Map<String, Progress> ended = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection.properties(Map.of("isolation.level", "read_committed")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await("the end of all prompts")
          .atMost(Duration.ofMinutes(2))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          if (decoder.decode(topic, record.value()) instanceof Good<Progress> good
                              && PromptStates.hasEnded(good.value())) {
                            ended.put(good.value().getPromptId(), good.value());
                          }
                        });
                return ended.size() == prompts;
              });
    }
    return ended;
  }

  private static boolean isBy(String policy, Sample row) {
    return row.getSelectedAs().filter(as -> as.getPolicy().equals(policy)).isPresent();
  }
}
