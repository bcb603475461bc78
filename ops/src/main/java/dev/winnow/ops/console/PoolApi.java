package dev.winnow.ops.console;

import dev.winnow.ops.status.StreamStatus;
import dev.winnow.ops.status.WorkerView;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /v1/pools}: the pools, their workers and the groups of the stages. */
final class PoolApi {
  static final int MAX_WORKERS = 500;

  private final ConsoleReader reader;

  /**
   * @param workers at most {@value #MAX_WORKERS}, by pool, the slowest of each first
   * @param allWorkers number of all workers
   */
  private record Pools(
      String at,
      Overview.Reading reading,
      List<StreamStatus.PoolStatus> pools,
      List<StreamStatus.GroupStatus> groups,
      List<WorkerView> workers,
      int allWorkers) {}

  PoolApi(ConsoleReader reader) {
    this.reader = reader;
  }

  void declare(GuardedRoutes routes) {
    routes.needs(Role.READ, HttpMethod.GET, "/v1/pools").handler(this::pools);
  }

  private void pools(RoutingContext context) {
    Overview now = reader.overview();
    StreamStatus status = now.status();
    if (status == null) {
      throw ConsoleReader.notRead();
    }
    List<WorkerView> workers = reader.workers();
    DocumentAnswer.send(
        context,
        new Pools(
            now.at(),
            now.reading(),
            status.pools(),
            status.groups(),
            workers.stream().limit(MAX_WORKERS).toList(),
            workers.size()));
  }
}
