package dev.winnow.ops.cli.recipe;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.plan.Forecaster;
import dev.winnow.ops.plan.NamedProfile;
import dev.winnow.ops.plan.PlanChart;
import dev.winnow.ops.plan.PlanJson;
import dev.winnow.ops.plan.PlanReport;
import dev.winnow.ops.plan.PlanTable;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.planner.whatif.SimulatedPool;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.RecipeRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what recipes would spend and reach, without sampling: simulates the planner's own"
          + " decisions over prompts whose pass rates are given. Recipes side by side, by"
          + " difficulty, held against DART-Math's rule and an oracle at the same coverage."
    },
    footer = {
      "",
      "Examples:",
      "  winnow plan --recipe a.yaml --pass-rates rates.jsonl --svg plan.svg",
      "  winnow plan --recipe a.yaml --recipe b.yaml --beta 6:2:1,4:0.3:6 --prompts 1000",
      "  winnow plan --recipe a.yaml --progress winnow.progress",
      "",
      "to DART    candidates divided by what DART-Math's rule spends at the same",
      "           coverage: as many prompts with the wanted number accepted",
      "its cap    the candidate cap at which that rule reaches it",
      "to oracle  the same for an oracle that knows every pass rate",
      "possible   the least ratio to DART's rule that is possible without knowing which",
      "           prompt passes how often: one candidate at a time, under the true prior",
      "",
      "Budgets are not simulated: one that would be passed in all is named below the table.",
      "",
      "Exit status: 0 done, 1 a recipe or pass rates cannot be used, 2 wrong arguments."
    })
public final class PlanCommand implements Callable<Integer> {
  private static final int MAX_SIDE_BY_SIDE = 16;
  private static final long QUICK = 50_000;

  @Mixin private ConnectionOptions connection;
  @Spec private CommandSpec spec;

  @Option(
      names = "--recipe",
      required = true,
      paramLabel = "FILE",
      description = "Recipe (YAML). May be repeated, to compare.")
  private List<Path> recipeFiles;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private PlanSource source;

  @Option(
      names = "--mean-tokens",
      paramLabel = "TOKENS",
      defaultValue = "300",
      description =
          "Mean tokens of a candidate where the profile does not say (default: ${DEFAULT-VALUE}).")
  private double meanTokens;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is drawn and accepted (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "256",
      description = "Candidates that the pool samples at once (default: ${DEFAULT-VALUE}).")
  private int slots;

  @Option(
      names = "--round-trip",
      paramLabel = "TOKENS",
      defaultValue = "100",
      description =
          "From a round's last token to the next round's first, in the time of one token (default:"
              + " ${DEFAULT-VALUE}).")
  private double roundTrip;

  @Option(
      names = "--window",
      paramLabel = "CANDIDATES",
      defaultValue = "4096",
      description =
          "Most candidates on order, over all partitions; further prompts wait for their turn"
              + " (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--dart-caps",
      paramLabel = "CAP",
      split = ",",
      description =
          "Finds the price at which each adaptive recipe covers as many prompts as DART-Math's rule"
              + " does under these candidate caps, and tells what both spend; for example"
              + " 64,256,1024.")
  private List<Integer> dartCaps = List.of();

  @Option(names = "--svg", paramLabel = "FILE", description = "Draws the plot to this file.")
  private @Nullable Path svg;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws Exception {
    check();
    Instant now = Instant.now();
    List<Recipe> recipes =
        recipeFiles.stream().map(file -> RecipeFile.read(file, Installed.catalog(), now)).toList();
    Forecaster forecaster =
        new Forecaster(recipes, new SimulatedPool(slots, roundTrip, window), seed, dartCaps);
    PlanReport report = run(forecaster, source.profiles(connection, meanTokens, seed));
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      PlanJson.print(report, out);
    } else {
      PlanTable.print(report, out);
    }
    if (svg != null) {
      PlanChart.write(report, svg);
    }
    return 0;
  }

  private PlanReport run(Forecaster forecaster, List<NamedProfile> profiles) {
    long work = profiles.stream().mapToLong(named -> named.profile().size()).sum();
    if (work * forecaster.steps() < QUICK) {
      return forecaster.run(profiles, () -> {});
    }
    try (ProgressBar bar =
        ProgressBars.of("plan", (long) profiles.size() * forecaster.steps())
            .setUnit(" simulations", 1)
            .build()) {
      return forecaster.run(profiles, bar::step);
    }
  }

  private void check() {
    String refusal = source.refusal();
    if (recipeFiles.size() > MAX_SIDE_BY_SIDE) {
      refusal = "--recipe: want at most %d side by side".formatted(MAX_SIDE_BY_SIDE);
    } else if (dartCaps.stream().anyMatch(cap -> cap < 1 || cap > RecipeRules.MAX_CANDIDATES)) {
      refusal =
          "--dart-caps: want 1 to %,d, not %s".formatted(RecipeRules.MAX_CANDIDATES, dartCaps);
    } else if (dartCaps.size() > MAX_SIDE_BY_SIDE) {
      refusal = "--dart-caps: want at most %d".formatted(MAX_SIDE_BY_SIDE);
    } else if (slots < 1) {
      refusal = "--slots: want 1 or more, not " + slots;
    } else if (!(roundTrip >= 0 && roundTrip < 1e12)) {
      refusal = "--round-trip: want 0 or more, not " + roundTrip;
    } else if (!(meanTokens > 0 && meanTokens < 1e9)) {
      refusal = "--mean-tokens: want above 0 and below a billion, not " + meanTokens;
    }
    if (refusal != null) {
      throw new ParameterException(spec.commandLine(), refusal);
    }
  }
}
