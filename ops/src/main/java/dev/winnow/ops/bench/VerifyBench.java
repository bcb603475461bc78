package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.verify.VerifyService;
import dev.winnow.runtime.access.GuardedServer;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.http.VertxWithoutFiles;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.verifier.cases.Case;
import dev.winnow.verifier.cases.CaseFile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Checks per second of the verify service, over HTTP and loopback, in batches, next to the figures
 * that Math-Verify publishes for its own machine. Server and client are in this process and share
 * its processors, so a client elsewhere gets more.
 */
public final class VerifyBench {
  /** Checks per second by Math-Verify's description of itself. */
  private static final Map<String, Integer> PUBLISHED = published();

  private static final int BATCH = 64;
  private static final int IN_FLIGHT = 4;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path cases;
  private final int checks;
  private final int runs;
  private final PrintWriter out;

  /**
   * @param cases a file of cases of the math check
   * @param checks number of checks of a run
   * @param runs number of runs of each group after one that warms up
   */
  public VerifyBench(Path cases, int checks, int runs, PrintWriter out) {
    this.cases = cases;
    this.checks = checks;
    this.runs = runs;
    this.out = out;
  }

  private static Map<String, Integer> published() {
    Map<String, Integer> rates = new LinkedHashMap<>();
    rates.put("GSM8K", 756);
    rates.put("MATH", 274);
    rates.put("symbolic", 56);
    return rates;
  }

  /** Measures and prints. */
  public void run() throws IOException, InterruptedException {
    List<Case> all = CaseFile.read(cases);
    Vertx vertx = VertxWithoutFiles.create();
    try (VerifyService service = VerifyService.ofDefaults();
        GuardedServer server =
            GuardedServer.start(
                vertx,
                HttpAccessConfig.local(0),
                new HttpServerOptions(),
                StageMetrics.off(),
                service::declare);
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = server.uri().resolve("/v1/verify");
      out.printf("batches of %d, %d in flight, one client process%n", BATCH, IN_FLIGHT);
      for (String group : PUBLISHED.keySet()) {
        List<byte[]> bodies = bodies(all.stream().filter(belongs(group)).toList());
        List<Double> rates = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
          rates.add(rate(client, uri, bodies));
        }
        print(group, Rates.afterWarmUp(rates));
      }
    } finally {
      vertx.close().await();
    }
  }

  private void print(String group, Rates rates) {
    int published = Objects.requireNonNull(PUBLISHED.get(group));
    out.printf(
        "%-9s %,9.0f checks/s (median of %d runs, %s); Math-Verify publishes %d: %.0f times%n",
        group,
        rates.median(),
        rates.sorted().size(),
        rates.range(),
        published,
        rates.median() / published);
    out.flush();
  }

  private static Predicate<Case> belongs(String group) {
    return switch (group) {
      case "GSM8K" ->
          tried ->
              tried.flags().stream()
                  .anyMatch(flag -> flag.startsWith("sub:") && flag.contains("gsm8k"));
      case "MATH" ->
          tried ->
              tried.flags().contains("sub:mathcoder-math")
                  || tried.flags().contains("sub:math-qwen");
      default -> tried -> tried.kind() == Case.Kind.EQUIV;
    };
  }

  /** Returns full batches, in turn until every case has been in one. */
  private static List<byte[]> bodies(List<Case> group) throws IOException {
    if (group.isEmpty()) {
      throw new IllegalArgumentException("the file has no cases of this group");
    }
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < group.size(); from += BATCH) {
      List<Map<String, String>> rows = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        Case tried = group.get((from + i) % group.size());
        rows.add(Map.of("type", "math", "reference", tried.gold(), "response", tried.candidate()));
      }
      bodies.add(MAPPER.writeValueAsBytes(rows));
    }
    return bodies;
  }

  private double rate(HttpClient client, URI uri, List<byte[]> bodies) throws InterruptedException {
    Semaphore room = new Semaphore(IN_FLIGHT);
    AtomicLong failed = new AtomicLong();
    int batches = Math.max(1, checks / BATCH);
    long start = System.nanoTime();
    for (int i = 0; i < batches; i++) {
      room.acquire();
      CompletableFuture<HttpResponse<byte[]>> sent =
          client.sendAsync(
              HttpRequest.newBuilder(uri)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(bodies.get(i % bodies.size())))
                  .build(),
              BodyHandlers.ofByteArray());
      var unused =
          sent.whenComplete(
              (answer, failure) -> {
                if (failure != null || answer.statusCode() != 200) {
                  failed.incrementAndGet();
                }
                room.release();
              });
    }
    room.acquire(IN_FLIGHT);
    if (failed.get() > 0) {
      throw new IllegalStateException("%d batches were not answered".formatted(failed.get()));
    }
    return batches * (double) BATCH * 1e9 / (System.nanoTime() - start);
  }
}
