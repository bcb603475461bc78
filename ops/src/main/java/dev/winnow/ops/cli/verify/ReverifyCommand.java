package dev.winnow.ops.cli.verify;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.RecipeInput;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.ops.local.ExitHook;
import dev.winnow.ops.local.PoolStatusLine;
import dev.winnow.ops.reverify.DatasetRows;
import dev.winnow.ops.reverify.PublishedRecipes;
import dev.winnow.ops.reverify.Reverify;
import dev.winnow.ops.reverify.ReverifyChoice;
import dev.winnow.ops.reverify.ReverifyDocument;
import dev.winnow.ops.reverify.ReverifyPrinter;
import dev.winnow.ops.reverify.ReverifyReport;
import dev.winnow.ops.reverify.ScorerPermission;
import dev.winnow.ops.reverify.StoredRows;
import dev.winnow.ops.reverify.TopicRows;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.source.RowFile;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.pool.ScorerPools;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Scorer;
import dev.winnow.verifier.TargetVerification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "reverify",
    mixinStandardHelpOptions = true,
    description = {
      "Judges stored candidates again, without sampling: under another version of their recipe, or"
          + " by a newer verifier.",
      "Each new row names the verdict that it replaces. Rows are read from the topics, or from"
          + " files of datasets. The planner's counts and budgets stay as they are.",
      "Verdicts that this version and these checks gave already are left as they are, so a second"
          + " run goes on where the first one ended."
    },
    footer = {
      "",
      "Examples:",
      "  winnow reverify --recipe recipe.yaml --dry-run",
      "  winnow reverify --recipe recipe.yaml",
      "  winnow reverify --name arithmetic --only undecided --reason SCORER_SILENT",
      "  winnow reverify --recipe recipe.yaml .winnow/datasets/arithmetic/*/part-*.parquet",
      "",
      "Exit status: 0 everything has its new row, 1 something has none yet, 2 wrong arguments."
    })
public final class ReverifyCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description =
          "Version to judge by, published first; its name says whose candidates are judged.")
  private @Nullable Path recipeFile;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Judge by the published version of this recipe, in place of --recipe.")
  private @Nullable String name;

  @Option(
      names = "--only",
      paramLabel = "OUTCOME",
      description =
          "Replace only verdicts of this outcome: ${COMPLETION-CANDIDATES}; may be repeated.")
  private Set<Outcome> outcomes = Set.of();

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      description = "Replace only verdicts with this reason code; may be repeated.")
  private Set<String> reasons = Set.of();

  @Option(
      names = "--judged-before",
      paramLabel = "TIME",
      description =
          "Replace verdicts from before this time (such as 2026-01-02T03:04:05Z) even where recipe"
              + " and checks are the same: for a scorer whose model has changed.")
  private @Nullable Instant judgedBefore;

  @Option(
      names = "--allow-scorer",
      paramLabel = "SCORER",
      description =
          "Ask this scorer of the recipe again although its scores are not repeatable; may be"
              + " repeated.")
  private Set<String> allowed = Set.of();

  @Option(
      names = "--dry-run",
      description =
          "Run the checks in this process, publish nothing, and print what would change; scorers"
              + " are not asked.")
  private boolean dryRun;

  @Option(
      names = "--window",
      converter = WholeNumber.Count.class,
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Candidates that may wait for their verdict at once (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--wait-seconds",
      converter = WholeNumber.Count.class,
      paramLabel = "N",
      defaultValue = "600",
      description =
          "How long to wait without any new row before giving up (default: ${DEFAULT-VALUE}).")
  private int waitSeconds;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Files of datasets to read rows from; without any, the topics are read.")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException, ExecutionException, InterruptedException {
    requireOptions();
    Recipe recipe = recipe();
    TargetVerification target = TargetVerification.of(recipe);
    PrintWriter out = spec.commandLine().getOut();
    if (!json.chosen()) {
      out.printf(
          "recipe %s, version %s, checks %s%n",
          recipe.getName(), recipe.getVersion(), target.checks());
      out.flush();
    }
    Reverify reverify =
        new Reverify(
            target, new ReverifyChoice(outcomes, reasons, Optional.ofNullable(judgedBefore)));
    Optional<StoredRows> rows =
        files.isEmpty() ? Optional.empty() : Optional.of(new DatasetRows(files));
    if (dryRun) {
      StoredRows stored = rows.isPresent() ? rows.get() : new TopicRows(connection.connect());
      ReverifyReport report = reverify.dryRun(stored);
      print(report, recipe, out);
      return report.isDone() ? 0 : 1;
    }
    ScorerPermission.refusal(recipe, allowed, Installed.catalog().verification().scorers())
        .ifPresent(
            why -> {
              throw wrong("--allow-scorer", why);
            });
    KafkaConnection kafka = connection.connect();
    if (recipeFile != null) {
      try (Publisher publisher = Publisher.ofCommand(kafka)) {
        publisher.publish(recipe).get();
      }
    }
    return run(reverify, kafka, recipe, rows, out);
  }

  private int run(
      Reverify reverify,
      KafkaConnection kafka,
      Recipe recipe,
      Optional<StoredRows> rows,
      PrintWriter out)
      throws IOException {
    List<PoolStatusLine> pools = watch(kafka, recipe);
    ReverifyReport report;
    try (ExitHook farewell = new ExitHook("farewell", this::sayHowToGoOn);
        ProgressBar bar = ProgressBars.of("judge again", -1).build()) {
      report =
          reverify.run(
              kafka,
              rows,
              window,
              Duration.ofSeconds(waitSeconds),
              (judged, waiting, total) -> {
                bar.maxHint(total);
                bar.stepTo(judged);
                bar.setExtraMessage("%,d wait for their verdict".formatted(waiting));
              });
    } finally {
      pools.forEach(PoolStatusLine::close);
    }
    print(report, recipe, out);
    return report.isDone() ? 0 : 1;
  }

  private void print(ReverifyReport report, Recipe recipe, PrintWriter out) {
    if (json.chosen()) {
      JsonOption.print(ReverifyDocument.of(report, recipe), out);
    } else {
      ReverifyPrinter.print(report, recipe, out);
    }
  }

  /** Says what is wrong with a pool of scorers while it answers nothing. */
  private List<PoolStatusLine> watch(KafkaConnection kafka, Recipe recipe) {
    return recipe.getVerification().getScorers().stream()
        .map(Scorer::getPool)
        .distinct()
        .map(pool -> ScorerPools.key(pool))
        .map(pool -> PoolStatusLine.start(kafka, pool, spec.commandLine().getErr()))
        .toList();
  }

  private void sayHowToGoOn() {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%nwinnow: stopped; what the verifier has received gets its rows. The same command goes"
            + " on.%n");
    err.flush();
  }

  private Recipe recipe() throws IOException {
    if (recipeFile != null) {
      return RecipeInput.read(recipeFile, InstantSource.system());
    }
    try {
      return PublishedRecipes.require(connection.connect(), String.valueOf(name));
    } catch (IllegalArgumentException e) {
      throw wrong("--name", String.valueOf(e.getMessage()));
    }
  }

  private void requireOptions() {
    if ((recipeFile == null) == (name == null)) {
      throw wrong(
          "--recipe, --name", "give one of them: a file, or the name of a published recipe");
    }
    for (Path file : files) {
      RowFile.problem(file)
          .ifPresent(
              why -> {
                throw wrong("FILE", why);
              });
    }
  }

  private ParameterException wrong(String option, String why) {
    return new ParameterException(spec.commandLine(), option + ": " + why);
  }
}
