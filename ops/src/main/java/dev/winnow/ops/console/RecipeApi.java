package dev.winnow.ops.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.console.DifficultyCounts.Sums;
import dev.winnow.ops.plan.Forecast;
import dev.winnow.ops.plan.Forecaster;
import dev.winnow.ops.plan.NamedProfile;
import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.whatif.Profile;
import dev.winnow.planner.whatif.SimulatedPool;
import dev.winnow.producers.recipe.RecipeJson;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.runtime.access.Role;
import dev.winnow.schemas.Recipe;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What one recipe is, how difficult its prompts were, and what they were expected to cost. */
final class RecipeApi {
  /** A forecast simulates at most this many prompts, in proportion to all. */
  static final int MAX_SIMULATED = 2_000;

  private static final long SEED = 1;
  private static final String RECIPE = "/v1/recipes/:name";
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .build();

  private final ConsoleReader reader;
  private final BlockingAnswers blocking;

  /** A version of a recipe. */
  private record Version(String version, String publishedAt, boolean paused, String yaml) {}

  /** The versions of a recipe, the newest first. */
  private record Versions(String recipe, List<Version> versions, int kept) {}

  /**
   * What the planner would do now to prompts that pass as often as the ended ones did.
   *
   * @param simulated number of prompts that were simulated
   * @param prompts number of ended prompts whose pass rates these have
   * @param candidatesPerPrompt mean over all
   */
  private record RecipeForecast(
      String recipe,
      String version,
      int simulated,
      long prompts,
      double candidatesPerPrompt,
      double tokensPerPrompt,
      List<Double> candidatesByDecile,
      List<Double> acceptedByDecile) {}

  RecipeApi(ConsoleReader reader, BlockingAnswers blocking) {
    this.reader = reader;
    this.blocking = blocking;
  }

  void declare(GuardedRoutes routes) {
    routes
        .needs(Role.READ, HttpMethod.GET, RECIPE + "/versions")
        .handler(context -> blocking.send(context, () -> versions(context.pathParam("name"))));
    routes
        .needs(Role.READ, HttpMethod.GET, RECIPE + "/difficulty")
        .handler(context -> blocking.send(context, () -> difficulty(context)));
    routes
        .needs(Role.READ, HttpMethod.GET, RECIPE + "/forecast")
        .handler(context -> blocking.send(context, () -> forecast(context.pathParam("name"))));
  }

  private Versions versions(String name) {
    List<Version> versions =
        reader.requireIndex().versions().of(name).stream().map(RecipeApi::version).toList();
    return new Versions(name, versions, RecipeVersions.KEPT);
  }

  private static Version version(Recipe recipe) {
    try {
      return new Version(
          recipe.getVersion(),
          recipe.getPublishedAt().toString(),
          recipe.getPaused(),
          YAML.writeValueAsString(RecipeJson.of(recipe, Installed.catalog())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  private Difficulty difficulty(RoutingContext context) {
    String name = context.pathParam("name");
    return Difficulty.of(name, reader.requireIndex().difficulty().of(name));
  }

  private RecipeForecast forecast(String name) {
    PromptIndex index = reader.requireIndex();
    Recipe recipe =
        index
            .versions()
            .latest(name)
            .orElseThrow(
                () ->
                    new ProblemDetail(
                        404, "No such recipe", "no recipe of this name is published"));
    Map<Cell, Sums> cells = index.difficulty().of(name);
    long prompts = cells.values().stream().mapToLong(Sums::prompts).sum();
    if (prompts == 0) {
      throw new ProblemDetail(
          404, "No forecast yet", "no prompt has ended; a forecast needs the pass rates of some");
    }
    Profile profile = profile(cells, prompts);
    Forecast forecast =
        new Forecaster(List.of(recipe), SimulatedPool.usual(), SEED, List.of())
            .run(List.of(new NamedProfile(name, profile)), () -> {})
            .profiles()
            .getFirst()
            .recipes()
            .getFirst();
    return new RecipeForecast(
        name,
        recipe.getVersion(),
        profile.size(),
        prompts,
        (double) forecast.candidates() / profile.size(),
        (double) forecast.tokens() / profile.size(),
        forecast.candidatesByDecile(),
        forecast.acceptedByDecile());
  }

  /** Takes prompts at equal distances among all, in the order of their cells. */
  private static Profile profile(Map<Cell, Sums> cells, long prompts) {
    int size = (int) Math.min(prompts, MAX_SIMULATED);
    double[] rates = new double[size];
    double[] tokens = new double[size];
    int next = 0;
    long before = 0;
    for (Map.Entry<Cell, Sums> cell : cells.entrySet()) {
      Sums sums = cell.getValue();
      before += sums.prompts();
      int end = (int) (before * size / prompts);
      Arrays.fill(rates, next, end, (double) cell.getKey().accepted() / cell.getKey().judged());
      Arrays.fill(tokens, next, end, Math.max(1, (double) sums.tokens() / sums.candidates()));
      next = end;
    }
    return new Profile(rates, tokens);
  }
}
