package dev.winnow.ops.cli.local;

import dev.winnow.ops.cli.option.DataDirectory;
import dev.winnow.ops.cli.option.DatasetsHelp;
import dev.winnow.ops.cli.option.EngineOptions;
import dev.winnow.ops.cli.option.OpenOption;
import dev.winnow.ops.cli.option.OperationsOptions;
import dev.winnow.ops.cli.option.PoolName;
import dev.winnow.ops.cli.option.PromptFiles;
import dev.winnow.ops.cli.option.RecipeInput;
import dev.winnow.ops.cli.option.RetentionOptions;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.ops.cli.stage.StageRunner;
import dev.winnow.ops.local.LastPool;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.local.NamedScorers;
import dev.winnow.ops.local.PoolStatusLine;
import dev.winnow.ops.local.RewardScorer;
import dev.winnow.ops.terminal.LogFile;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.source.Layout;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.schemas.Recipe;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.worker.engine.Engine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole service in one process, on a real Kafka broker with its data under --dir,"
          + " until it is stopped.",
      "Stopped or killed, and started again, it goes on where it was."
    },
    footer = {
      "",
      "Examples:",
      "  winnow local --recipe ops/recipes/demo.yaml prompts.jsonl",
      "  winnow local --engine openai --base-url http://localhost:8000/v1 --model my-model --recipe"
          + " recipe.yaml",
      "  winnow local --engine replay --replay-file recorded.jsonl --recipe recipe.yaml"
          + " prompts.jsonl"
    })
public final class LocalCommand implements Callable<Integer> {
  private static final String DEFAULT_POOL = "default";

  @Mixin private EngineOptions engine;
  @Mixin private RetentionOptions retention;
  @Mixin private LocalPortOptions ports;
  @Mixin private OperationsOptions operations;
  @Mixin private OpenOption open;
  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIRECTORY",
      converter = DataDirectory.class,
      defaultValue = ".winnow",
      description = "Data of the broker and the stages, and the log (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      converter = WholeNumber.Partitions.class,
      defaultValue = "${env:WINNOW_PARTITIONS:-" + TopicSettings.LOCAL_PARTITIONS + "}",
      description =
          "Partitions of every topic that is created (default: ${DEFAULT-VALUE}; env"
              + " WINNOW_PARTITIONS).")
  private int partitions;

  @Option(
      names = "--datasets",
      paramLabel = "DATASETS",
      description = DatasetsHelp.WRITTEN + " (default: datasets under --dir).")
  private @Nullable DatasetsLocation datasets;

  @Option(
      names = "--pool",
      paramLabel = "POOL",
      converter = PoolName.class,
      description =
          "Pool that the worker in this process works for (default: the recipe's, else the last"
              + " one under --dir, else 'default').")
  private @Nullable String pool;

  @Option(
      names = "--no-worker",
      description = "Start no worker here: synthesizer processes of their own do the sampling.")
  private boolean withoutWorker;

  @Option(
      names = "--reward-model",
      paramLabel = "DIRECTORY",
      description = {
        "Reward model that scores in this process for the recipe's scorers of type 'reward',",
        "such as ops/models/abacus-reward for the demo's problems (default: none; scorer processes"
            + " of their own do the scoring)."
      })
  private @Nullable Path rewardModel;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "Data files: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--commit-seconds",
      paramLabel = "SECONDS",
      converter = WholeNumber.Count.class,
      defaultValue = "15",
      description = "How far the datasets may lag behind (default: ${DEFAULT-VALUE}).")
  private int commitSeconds;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Recipe to publish at the start; PROMPTS belong to it.")
  private @Nullable Path recipeFile;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description =
          "Layout of every row: ${COMPLETION-CANDIDATES}; told by the keys when left out.")
  private @Nullable Layout layout;

  @Parameters(
      arity = "0..*",
      paramLabel = "PROMPTS",
      description = "Files of prompts to publish at the start, as 'winnow publish' takes them.")
  private List<Path> prompts = List.of();

  @Override
  public Integer call() throws Exception {
    Supplier<Engine> opener = engine.engineBesideTheService();
    Optional<Recipe> recipe = recipe();
    PromptFiles.requireReadable(prompts);
    NamedScorers named = NamedScorers.of(recipe.stream().toList());
    Map<String, RewardScorer> scorers = scorers(named);
    ports.require();
    Path absolute = directory.toAbsolutePath().normalize();
    DatasetsLocation target =
        datasets == null ? DatasetsLocation.of(absolute.resolve("datasets")) : datasets;
    LastPool last = new LastPool(absolute);
    String worked = worked(recipe, last);
    Operations operationsPort = operations.localOperations();
    OpenOption.announce(
        LocalService.consoleUri(ports.ports().gateway()), spec.commandLine().getOut());
    LocalService service = new LocalService(config(absolute, target, worked), operationsPort);
    AtomicReference<@Nullable PoolStatusLine> status = new AtomicReference<>();
    return StageRunner.run(
        () -> {
          last.write(worked);
          try {
            service.start(withoutWorker ? Map.of() : Map.of(worked, opener), scorers);
          } catch (RuntimeException e) {
            service.close();
            throw e;
          }
          open.openIfChosen(service.consoleUri(), spec.commandLine().getOut());
          if (!withoutWorker) {
            spec.commandLine().getOut().printf("pool      %s%n", worked);
          }
          greet(service, operationsPort, target, recipe, named.toStart(scorers.keySet(), service));
          status.set(
              PoolStatusLine.start(service.connection(), worked, spec.commandLine().getErr()));
        },
        service::health,
        () -> {
          spec.commandLine().getErr().println("stopping ...");
          PoolStatusLine line = status.get();
          if (line != null) {
            line.close();
          }
          service.close();
        });
  }

  private String worked(Optional<Recipe> recipe, LastPool last) throws IOException {
    if (pool != null) {
      return pool;
    }
    return recipe.isPresent() ? recipe.get().getPool() : last.read().orElse(DEFAULT_POOL);
  }

  /** Returns the scorers to start here: none without a model. */
  private Map<String, RewardScorer> scorers(NamedScorers named) {
    if (rewardModel == null) {
      return Map.of();
    }
    if (named.reward().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--reward-model: no scorer of type 'reward' is named; give --recipe FILE with one");
    }
    return RewardScorer.forPools(named.reward(), rewardModel);
  }

  private void greet(
      LocalService service,
      Operations operationsPort,
      DatasetsLocation target,
      Optional<Recipe> recipe,
      List<String> toStart)
      throws IOException, InterruptedException, ExecutionException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Kafka     %s%n", service.connection().bootstrapServers());
    out.printf("registry  http://127.0.0.1:%d%n", ports.ports().registry());
    out.printf("gateway   http://127.0.0.1:%d  (GET /openapi.json)%n", ports.ports().gateway());
    operationsPort
        .uri()
        .ifPresent(uri -> out.printf("metrics   %s/metrics  (/readyz, /livez)%n", uri));
    out.printf("datasets  %s%n", target);
    LogFile.path().ifPresent(log -> out.printf("log       %s%n", log));
    if (recipe.isPresent()) {
      publish(service, recipe.get(), out);
    }
    toStart.forEach(out::println);
    out.println("ready; Ctrl-C stops");
    out.flush();
  }

  private LocalConfig config(Path absolute, DatasetsLocation target, String worked) {
    return new LocalConfig(
        absolute,
        target,
        ports.ports(),
        Set.of(worked),
        retention.settings(partitions, (short) 1, 1),
        format,
        Duration.ofSeconds(commitSeconds));
  }

  private Optional<Recipe> recipe() throws IOException {
    if (recipeFile == null) {
      if (!prompts.isEmpty()) {
        throw new IllegalArgumentException("prompts need a recipe: give --recipe FILE");
      }
      return Optional.empty();
    }
    return Optional.of(RecipeInput.read(recipeFile, InstantSource.system()));
  }

  private void publish(LocalService service, Recipe recipe, PrintWriter out)
      throws IOException, InterruptedException, ExecutionException {
    try (Publisher publisher = Publisher.ofCommand(service.connection())) {
      publisher.publish(recipe).get();
      PromptReader reader = PromptFiles.reader(recipe, Optional.ofNullable(layout));
      PromptFiles.publishing(publisher::publish, reader, out).takeAll(prompts);
    }
  }
}
