package dev.winnow.ops.bench;

import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.schemas.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What metrics cost: the whole stream with an operations port that is scraped every 5 seconds, next
 * to the same stream without.
 */
public final class MetricsBench {
  private static final String POOL = "bench";
  private static final Duration SCRAPE_EVERY = Duration.ofSeconds(5);

  private final int prompts;
  private final int candidates;
  private final int runs;
  private final PrintWriter out;

  public MetricsBench(int prompts, int candidates, int runs, PrintWriter out) {
    this.prompts = prompts;
    this.candidates = candidates;
    this.runs = runs;
    this.out = out;
  }

  /** Runs and prints. */
  public void run() throws Exception {
    Operations port = new Operations(Optional.of(HttpAccessConfig.local(0)));
    try (Workbench plain = Workbench.open(POOL);
        Workbench measured = Workbench.open(POOL, port);
        ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor()) {
      plain.service().start(Map.of(POOL, InstantEngine::new));
      measured.service().start(Map.of(POOL, InstantEngine::new));
      URI uri = port.uri().orElseThrow().resolve("/metrics");
      var unused =
          scraper.scheduleAtFixedRate(
              () -> scrape(uri),
              SCRAPE_EVERY.toSeconds(),
              SCRAPE_EVERY.toSeconds(),
              TimeUnit.SECONDS);
      StreamRun without = new StreamRun(plain, prompts, candidates);
      StreamRun with = new StreamRun(measured, prompts, candidates);
      Recipe recipe = BenchRecords.recipe(POOL, candidates);
      new AlternatingRuns(prompts * candidates, runs, out)
          .compare(run -> without.rate(recipe, run), run -> with.rate(recipe, run), "metrics");
      scraper.shutdownNow();
    }
  }

  private static void scrape(URI uri) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
