package dev.winnow.ops.console;

import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.runtime.access.Role;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON API of the console, which {@code console-paths.json} describes. Its pages use nothing
 * else.
 */
final class ConsoleApi {
  static final int MAX_PROMPTS = 200;
  static final int MAX_RECIPES = 1_000;
  static final int MAX_CANDIDATES = 64;

  private static final int DEFAULT_PROMPTS = 50;
  private static final int DEFAULT_CANDIDATES = 16;

  private final ConsoleReader reader;
  private final CandidateScan scan;
  private final BlockingAnswers blocking;

  /** Rows of one reason, the newest first. */
  private record RowPage(List<NewestRows.Row> rows, int kept) {}

  /** The recipes, with what a list of them shows. */
  private record RecipePage(
      Overview.Reading reading,
      List<RecipeStatus> recipes,
      List<TimeToGo.Estimate> toGo,
      List<ReasonCounts.Count> reasons,
      List<RecipeCost> costs,
      List<PublishedRecipe> published) {}

  /** A published recipe, whether or not it has prompts. */
  private record PublishedRecipe(String name, String version, boolean paused, String publishedAt) {
    static PublishedRecipe of(Recipe recipe) {
      return new PublishedRecipe(
          recipe.getName(),
          recipe.getVersion(),
          recipe.getPaused(),
          recipe.getPublishedAt().toString());
    }
  }

  /**
   * @param blocking runs what waits for Kafka
   */
  ConsoleApi(ConsoleReader reader, CandidateScan scan, BlockingAnswers blocking) {
    this.reader = reader;
    this.scan = scan;
    this.blocking = blocking;
  }

  void declare(GuardedRoutes routes) {
    routes.needs(Role.READ, HttpMethod.GET, "/v1/overview").handler(this::overview);
    routes.needs(Role.READ, HttpMethod.GET, "/v1/recipes").handler(this::recipes);
    routes.needs(Role.READ, HttpMethod.GET, "/v1/recipes/:name/prompts").handler(this::prompts);
    routes.needs(Role.READ, HttpMethod.GET, "/v1/recipes/:name/rows").handler(this::rows);
    routes.needs(Role.READ, HttpMethod.GET, "/v1/candidates").handler(this::candidates);
  }

  private void overview(RoutingContext context) {
    DocumentAnswer.send(context, reader.overview());
  }

  private void recipes(RoutingContext context) {
    Overview now = reader.overview();
    if (now.status() == null) {
      throw ConsoleReader.notRead();
    }
    DocumentAnswer.send(
        context,
        new RecipePage(
            now.reading(),
            now.status().recipes(),
            now.toGo(),
            now.reasons(),
            now.costs(),
            index().versions().all(MAX_RECIPES).stream().map(PublishedRecipe::of).toList()));
  }

  private void prompts(RoutingContext context) {
    int limit = ConsoleQuery.limit(context, DEFAULT_PROMPTS, MAX_PROMPTS);
    PromptFilter filter = ConsoleQuery.filter(context);
    String after = ConsoleQuery.parameter(context, "after").orElse("");
    DocumentAnswer.send(context, index().prompts(filter, after, limit));
  }

  private void rows(RoutingContext context) {
    int limit = ConsoleQuery.limit(context, DEFAULT_PROMPTS, NewestRows.KEPT);
    String reason = ConsoleQuery.required(context, "reason");
    DocumentAnswer.send(
        context,
        new RowPage(
            index().rows(context.pathParam("name"), ConsoleQuery.outcome(context), reason, limit),
            NewestRows.KEPT));
  }

  private void candidates(RoutingContext context) {
    String id = ConsoleQuery.required(context, "prompt");
    int after = ConsoleQuery.number(context, "after", -1);
    int limit = ConsoleQuery.limit(context, DEFAULT_CANDIDATES, MAX_CANDIDATES);
    PromptIndex index = index();
    Progress progress = index.find(id).orElseThrow(this::absent);
    @Nullable Double cost =
        RecipeCost.of(progress.getRecipe(), progress.getTokens(), index, reader.workers())
            .map(RecipeCost::spent)
            .orElse(null);
    blocking.send(context, () -> scan.read(progress, index.span(id), after, limit).withCost(cost));
  }

  private PromptIndex index() {
    return reader.requireIndex();
  }

  private ProblemDetail absent() {
    return reader.overview().reading() == Overview.Reading.ALL
        ? new ProblemDetail(404, "No such prompt", "the planner has not seen a prompt of this id")
        : ConsoleReader.notRead();
  }
}
