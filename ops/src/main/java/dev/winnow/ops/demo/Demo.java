package dev.winnow.ops.demo;

import dev.winnow.ops.local.ExitHook;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalPorts;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.local.NamedScorers;
import dev.winnow.ops.local.Ports;
import dev.winnow.ops.local.RewardScorer;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.ops.terminal.ShownPath;
import dev.winnow.producers.publish.FilePublisher;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Recipe;
import dev.winnow.sink.audit.Audit;
import dev.winnow.sink.audit.AuditListener;
import dev.winnow.sink.audit.AuditReport;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.training.problem.Problem;
import dev.winnow.worker.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;

/**
 * Runs the demo.
 *
 * <ol>
 *   <li>Starts everything in this process, and publishes generated problems under each recipe.
 *   <li>Reads the topics until every prompt has ended.
 *   <li>Audits topics and datasets, and prints the cost of each family of problems.
 * </ol>
 */
public final class Demo {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration COMMIT_AFTER = Duration.ofSeconds(4);
  private static final Duration SINK_WAIT = Duration.ofSeconds(60);

  private final DemoConfig config;
  private final Supplier<Engine> engine;
  private final Map<String, RewardScorer> scorers;
  private final Operations operations;
  private final PrintWriter out;
  private final int gatewayPort = Ports.freePair();
  private volatile boolean stopped;

  /**
   * Creates a demo.
   *
   * @param engine opens the engine of each recipe's pool
   * @param scorers the scorer of each scoring pool that this process serves
   * @param operations the process's operations port
   */
  public Demo(
      DemoConfig config,
      Supplier<Engine> engine,
      Map<String, RewardScorer> scorers,
      Operations operations,
      PrintWriter out) {
    this.operations = operations;
    this.config = config;
    this.engine = engine;
    this.scorers = Map.copyOf(scorers);
    this.out = out;
  }

  /** Returns the address of the console's first page, which answers once the stages run. */
  public URI consoleUri() {
    return LocalService.consoleUri(gatewayPort);
  }

  /**
   * Runs the demo; returns true if every prompt ended and the audit found no mismatch.
   *
   * @param start from when the times count that it prints
   * @param opened receives the console's address when it answers
   */
  public boolean run(Instant start, Consumer<URI> opened)
      throws IOException, InterruptedException, ExecutionException {
    List<Recipe> recipes = config.recipes();
    Path directory = config.directory().toAbsolutePath().normalize();
    Path datasets = directory.resolve("datasets");
    List<Problem> problems = ProblemFile.problems(config);
    ProblemFiles files = ProblemFiles.write(directory, problems, recipes);
    out.printf("%,d prompts in %s%n", problems.size(), ShownPath.of(files.withReferences()));
    out.printf("starting broker, registry and stages ...%n");
    out.flush();
    Map<String, Supplier<Engine>> engines = new TreeMap<>();
    recipes.forEach(recipe -> engines.put(recipe.getPool(), engine));
    try (LocalService service =
            new LocalService(local(directory, datasets, engines.keySet()), operations);
        ExitHook hook = new ExitHook("stop-demo", () -> stop(service, directory))) {
      service.start(engines, scorers);
      opened.accept(service.consoleUri());
      operations.uri().ifPresent(uri -> out.printf("metrics at %s/metrics%n", uri));
      printWorkersToStart(service);
      for (Recipe recipe : recipes) {
        publish(service, recipe, files.of(recipe));
      }
      try (RunWatcher watcher = new RunWatcher(service.connection())) {
        boolean ended = watch(service, watcher, problems.size() * recipes.size());
        AuditReport audit;
        try (Storage storage = DatasetsLocation.of(datasets).open()) {
          audit =
              new Audit(service.connection(), Optional.of(storage), SINK_WAIT)
                  .run(AuditListener.NONE);
        }
        new DemoReport(recipes, problems, watcher, out)
            .print(audit, start, config.directory().resolve("datasets"));
        if (config.staysOpen()) {
          out.printf("the console stays at %s until Ctrl-C%n", service.consoleUri());
          out.flush();
          while (!hasFailed(service)) {
            Thread.sleep(POLL);
          }
        }
        return ended && audit.balanced() && audit.unwritten() == 0;
      }
    }
  }

  /** Says which workers must run beside the demo; without them it waits. */
  private void printWorkersToStart(LocalService service) {
    NamedScorers.of(config.recipes()).toStart(scorers.keySet(), service).forEach(out::println);
    out.flush();
  }

  private LocalConfig local(Path directory, Path datasets, Set<String> pools) {
    int kafka = Ports.freePair();
    while (kafka == gatewayPort || kafka + 1 == gatewayPort) {
      kafka = Ports.freePair();
    }
    return new LocalConfig(
        directory,
        datasets,
        new LocalPorts(kafka, 0, gatewayPort),
        pools,
        TopicSettings.LOCAL,
        Format.PARQUET,
        COMMIT_AFTER);
  }

  private void publish(LocalService service, Recipe recipe, Path problems)
      throws IOException, InterruptedException, ExecutionException {
    try (Publisher publisher = Publisher.ofCommand(service.connection());
        InputStream in = Files.newInputStream(problems)) {
      publisher.publish(recipe).get();
      PromptReader reader = new PromptReader(recipe.getName(), Optional.empty());
      new FilePublisher(publisher, reader, InstantSource.system())
          .publish(in, problems.getFileName().toString(), bytes -> {});
    }
  }

  /** Returns true when every prompt has ended, false when a stage failed before. */
  private boolean watch(LocalService service, RunWatcher watcher, int total) {
    long began = System.nanoTime();
    try (ProgressBar bar = ProgressBars.of("prompts ended", total).build()) {
      while (watcher.ended() < total) {
        watcher.poll(POLL);
        bar.stepTo(watcher.ended());
        bar.setExtraMessage(rates(watcher, (System.nanoTime() - began) / 1e9));
        if (hasFailed(service)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Says so when a stage has failed. One that is being stopped has not. */
  private boolean hasFailed(LocalService service) {
    if (service.healthy()) {
      return false;
    }
    awaitTheEndIfStopped();
    out.println("a stage has failed; see the log");
    return true;
  }

  /** The process ends when it has been stopped; nothing can be read or said meanwhile. */
  private void awaitTheEndIfStopped() {
    while (stopped) {
      LockSupport.park();
    }
  }

  private void stop(LocalService service, Path directory) {
    stopped = true;
    System.err.printf("%nstopping ...%n");
    service.close();
    System.err.printf(
        "stopped; with --dir %s and the same options, 'winnow demo' goes on%n", directory);
  }

  private static String rates(RunWatcher watcher, double seconds) {
    return "%,.0f candidates/s, accepted %,d, rejected %,d, undecided %,d"
        .formatted(
            watcher.candidates() / seconds,
            watcher.count(Outcome.ACCEPTED),
            watcher.count(Outcome.REJECTED),
            watcher.count(Outcome.UNDECIDED));
  }
}
