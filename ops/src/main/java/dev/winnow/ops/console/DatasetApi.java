package dev.winnow.ops.console;

import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.runtime.access.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /v1/datasets}: files and rows as they grow, and some rows to look at. */
final class DatasetApi {
  static final List<String> ROWS =
      List.of("accepted", "rejected", "undecided", "selected", "pairs");
  static final int MAX_ROWS = 50;

  private static final List<String> ORDERS = List.of("newest", "random", "score_high", "score_low");
  private static final int DEFAULT_ROWS = 10;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final String ELSEWHERE =
      "this gateway does not know where the datasets are: start it with 'winnow gateway --datasets"
          + " DIRECTORY'; their rows are read from the topics all the same";

  private final Optional<StoredDatasets> stored;
  private final RowWindow window;
  private final BlockingAnswers blocking;

  /** The datasets of all recipes; {@code note} says why they are not known. */
  private record All(
      @Nullable String location, List<StoredDatasets.Listed> recipes, @Nullable String note) {}

  private record One(
      String recipe,
      String name,
      StoredDatasets.@Nullable Described stored,
      @Nullable String note) {}

  DatasetApi(Optional<StoredDatasets> stored, RowWindow window, BlockingAnswers blocking) {
    this.stored = stored;
    this.window = window;
    this.blocking = blocking;
  }

  void declare(GuardedRoutes routes) {
    routes
        .needs(Role.READ, HttpMethod.GET, "/v1/datasets")
        .handler(context -> blocking.send(context, this::all));
    routes
        .needs(Role.READ, HttpMethod.GET, "/v1/datasets/:recipe/:name")
        .handler(context -> blocking.send(context, () -> one(context)));
    routes.needs(Role.READ, HttpMethod.GET, "/v1/datasets/:recipe/:name/rows").handler(this::rows);
  }

  private All all() throws IOException {
    return stored.isEmpty()
        ? new All(null, List.of(), ELSEWHERE)
        : new All(stored.get().location(), stored.get().list(), null);
  }

  private One one(RoutingContext context) throws IOException {
    String recipe = name(context, "recipe");
    String name = name(context, "name");
    return stored.isEmpty()
        ? new One(recipe, name, null, ELSEWHERE)
        : new One(recipe, name, stored.get().describe(recipe, name), null);
  }

  private void rows(RoutingContext context) {
    String dataset = context.pathParam("name");
    if (!ROWS.contains(dataset)) {
      throw new ProblemDetail(
          404, "No such rows", "want one of %s; prompts are listed by recipe".formatted(ROWS));
    }
    RowWindow.Query query =
        new RowWindow.Query(
            name(context, "recipe"),
            dataset,
            ConsoleQuery.word(context, "order", ORDERS),
            ConsoleQuery.parameter(context, "reason"),
            ConsoleQuery.limit(context, DEFAULT_ROWS, MAX_ROWS));
    blocking.send(context, () -> window.read(query));
  }

  /** A name that is no path: it becomes one. */
  private static String name(RoutingContext context, String parameter) {
    String name = context.pathParam(parameter);
    if (!NAME.matcher(name).matches()) {
      throw new ProblemDetail(
          404, "No such dataset", parameter + ": no recipe or dataset has this name");
    }
    return name;
  }
}
