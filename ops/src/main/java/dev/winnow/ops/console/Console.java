package dev.winnow.ops.console;

import dev.winnow.ops.console.action.ActionJobs;
import dev.winnow.producers.gateway.GatewayExtension;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.sink.storage.DatasetsLocation;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The console of one gateway: its pages, their JSON API, and what they read. Thread-safe. */
public final class Console implements GatewayExtension {
  private static final String DESCRIPTION = "console-paths.json";

  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final ConsoleReader reader;
  private final EventStreams events;
  private final List<Consumer<GuardedRoutes>> parts;
  private final Optional<StoredDatasets> datasets;
  private volatile @Nullable Vertx vertx;

  /**
   * Creates a console that reads nothing yet.
   *
   * @param location where the datasets are; empty if that is not known
   * @param state where it keeps what it has read, for the next start; empty if it keeps nothing
   */
  public Console(
      KafkaConnection connection, Optional<DatasetsLocation> location, Optional<Path> state) {
    this.reader =
        new ConsoleReader(
            connection, new ReadModelDirectory(state), InstantSource.system(), this::send);
    this.events = new EventStreams(reader::overview);
    this.datasets = location.map(StoredDatasets::new);
    BlockingAnswers aside = new BlockingAnswers(blocking);
    ActionJobs jobs = new ActionJobs(blocking, InstantSource.system());
    this.parts =
        List.of(
            new Pages()::declare,
            new ConsoleApi(reader, new CandidateScan(connection), aside)::declare,
            new RecipeApi(reader, aside)::declare,
            new DatasetApi(datasets, new RowWindow(connection), aside)::declare,
            new PoolApi(reader)::declare,
            new DeadLetterApi(reader, connection, aside)::declare,
            new ActionApi(connection, jobs)::declare,
            events::declare);
  }

  @Override
  public void start(Vertx started) {
    vertx = started;
    reader.start();
  }

  @Override
  public void declare(GuardedRoutes routes) {
    parts.forEach(part -> part.accept(routes));
  }

  @Override
  public JsonObject paths() {
    try (InputStream in = Console.class.getResourceAsStream(DESCRIPTION)) {
      return new JsonObject(Buffer.buffer(Objects.requireNonNull(in, DESCRIPTION).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Health health() {
    return reader.health();
  }

  @Override
  public void close() {
    Vertx running = vertx;
    vertx = null;
    if (running != null) {
      events.close(running);
    }
    reader.close();
    blocking.shutdownNow();
    datasets.ifPresent(StoredDatasets::close);
  }

  private void send(Overview overview) {
    events.send(vertx, overview);
  }
}
