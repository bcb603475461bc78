package dev.winnow.ops.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.schemas.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What metrics cost: candidates per second of the whole stream with an operations port that is
 * scraped, next to the same stream without. The runs of both kinds alternate, so that both see the
 * same machine; processor time is measured as well, because other work on the machine changes it
 * less than the time that passes.
 */
public final class MetricsBench {
  private static final String POOL = "bench";
  private static final Duration SCRAPE_EVERY = Duration.ofSeconds(5);

  private final int prompts;
  private final int candidates;
  private final int runs;
  private final PrintWriter out;

  /** The rates of runs, and their processor time for each candidate in microseconds. */
  private record Measured(List<Double> rates, List<Double> micros) {
    Measured() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

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
      compare(
          new StreamRun(plain, prompts, candidates), new StreamRun(measured, prompts, candidates));
      scraper.shutdownNow();
    }
  }

  private void compare(StreamRun plain, StreamRun measured) throws Exception {
    Recipe recipe = BenchRecords.recipe(POOL, candidates);
    Measured without = new Measured();
    Measured with = new Measured();
    for (int run = 0; run <= runs; run++) {
      boolean isFirst = run % 2 == 0;
      measure(isFirst ? plain : measured, recipe, run, isFirst ? without : with);
      measure(isFirst ? measured : plain, recipe, run, isFirst ? with : without);
    }
    double reference = Rates.print("without metrics", without.rates(), out);
    double ours = Rates.print("with metrics, scraped every 5 s", with.rates(), out);
    double referenceMicros = Rates.afterWarmUp(without.micros()).median();
    double ourMicros = Rates.afterWarmUp(with.micros()).median();
    out.printf("processor time without metrics   %,9.0f us/candidate%n", referenceMicros);
    out.printf("processor time with metrics      %,9.0f us/candidate%n", ourMicros);
    out.printf(
        "ratio: %.3f of the rate without metrics, %.3f of its processor time%n",
        ours / reference, ourMicros / referenceMicros);
    out.flush();
  }

  private void measure(StreamRun stream, Recipe recipe, int run, Measured into) throws Exception {
    long before = processorNanos();
    into.rates().add(stream.rate(recipe, run));
    into.micros().add((processorNanos() - before) / 1e3 / ((double) prompts * candidates));
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
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
