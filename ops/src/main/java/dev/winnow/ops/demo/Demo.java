package dev.winnow.ops.demo;

import dev.winnow.ops.cli.AuditPrinter;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.local.Ports;
import dev.winnow.producers.publish.FilePublisher;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.kafka.TopicSettings;
import dev.winnow.sink.audit.Audit;
import dev.winnow.sink.audit.AuditListener;
import dev.winnow.sink.audit.AuditReport;
import dev.winnow.sink.row.Format;
import dev.winnow.synthesizer.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * The demo: publish, watch, audit.
 *
 * <ol>
 *   <li>Start everything in this process, and publish generated problems under the recipe.
 *   <li>Follow the topics until every prompt has ended.
 *   <li>Audit topics and datasets, and tell what each family of problems took.
 * </ol>
 */
public final class Demo {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration COMMIT_AFTER = Duration.ofSeconds(4);
  private static final Duration SINK_WAIT = Duration.ofSeconds(60);

  private final DemoConfig config;
  private final Supplier<Engine> engine;
  private final PrintWriter out;

  public Demo(DemoConfig config, Supplier<Engine> engine, PrintWriter out) {
    this.config = config;
    this.engine = engine;
    this.out = out;
  }

  /** Runs it; true if every prompt ended and the books balance. */
  public boolean run() throws IOException, InterruptedException, ExecutionException {
    Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    Recipe recipe = RecipeFile.read(config.recipe(), Instant.now());
    Path directory = config.directory().toAbsolutePath().normalize();
    Path datasets = directory.resolve("datasets");
    Path problems = directory.resolve("prompts.jsonl");
    int total = ProblemFile.write(problems, config.prompts(), config.seed());
    out.printf("%,d prompts in %s%nstarting broker, registry and stages ...%n", total, problems);
    out.flush();
    try (LocalService service = new LocalService(local(directory, datasets, recipe.getPool()))) {
      service.start(Map.of(recipe.getPool(), engine));
      publish(service, recipe, problems);
      try (RunWatcher watcher = new RunWatcher(service.connection())) {
        boolean ended = watch(service, watcher, total);
        AuditReport report =
            new Audit(service.connection(), Optional.of(datasets), SINK_WAIT)
                .run(AuditListener.NONE);
        tell(watcher, report, start, datasets.resolve(recipe.getName()));
        return ended && report.balanced() && report.unwritten() == 0;
      }
    }
  }

  private static LocalConfig local(Path directory, Path datasets, String pool) {
    int kafka = Ports.freePair();
    return new LocalConfig(
        directory,
        datasets,
        kafka,
        0,
        0,
        Set.of(pool),
        TopicSettings.LOCAL,
        Format.PARQUET,
        COMMIT_AFTER);
  }

  private void publish(LocalService service, Recipe recipe, Path problems)
      throws IOException, InterruptedException, ExecutionException {
    try (Publisher publisher = new Publisher(service.connection());
        InputStream in = Files.newInputStream(problems)) {
      publisher.publish(recipe).get();
      PromptReader reader = new PromptReader(recipe.getName(), Optional.empty());
      new FilePublisher(publisher, reader, InstantSource.system())
          .publish(in, "prompts.jsonl", bytes -> {});
    }
  }

  /** True when every prompt has ended, false when a stage failed before. */
  private boolean watch(LocalService service, RunWatcher watcher, int total) {
    long began = System.nanoTime();
    boolean isTerminal = System.console() != null;
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("prompts ended")
            .setInitialMax(total)
            .setUpdateIntervalMillis(isTerminal ? 250 : 5_000)
            .build()) {
      while (watcher.ended() < total) {
        watcher.poll(POLL);
        bar.stepTo(watcher.ended());
        bar.setExtraMessage(rates(watcher, (System.nanoTime() - began) / 1e9));
        if (!service.healthy()) {
          out.println("a stage has failed; see the log");
          return false;
        }
      }
    }
    return true;
  }

  private static String rates(RunWatcher watcher, double seconds) {
    return "%,.0f candidates/s, accepted %,d, rejected %,d, undecided %,d"
        .formatted(
            watcher.candidates() / seconds,
            watcher.count(Outcome.ACCEPTED),
            watcher.count(Outcome.REJECTED),
            watcher.count(Outcome.UNDECIDED));
  }

  private void tell(RunWatcher watcher, AuditReport report, Instant start, Path datasets) {
    FamilyTable.print(watcher.prompts().values(), out);
    out.printf("%n%-10s %-18s %10s%n", "outcome", "reason", "candidates");
    watcher
        .reasons()
        .forEach(
            (outcome, reasons) ->
                reasons.forEach(
                    (reason, count) ->
                        out.printf(
                            "%-10s %-18s %,10d%n",
                            outcome.name().toLowerCase(Locale.ROOT), reason, count)));
    out.println();
    AuditPrinter.print(report, true, out);
    out.println();
    watcher
        .firstAccepted()
        .ifPresent(at -> out.printf("first accepted row after %.1f s, ", seconds(start, at)));
    out.printf("everything after %.1f s%n", seconds(start, Instant.now()));
    for (Outcome outcome : Outcome.values()) {
      String name = outcome.name().toLowerCase(Locale.ROOT);
      out.printf("%,8d rows in %s%n", watcher.count(outcome), datasets.resolve(name));
    }
    out.flush();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1_000.0;
  }
}
