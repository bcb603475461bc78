package dev.winnow.ops.bench;

import dev.winnow.schemas.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * What open pages of the console cost: the whole stream while clients take its events as pages do,
 * next to the same stream without clients. The clients run in this process, so their own work is
 * counted too.
 */
public final class ConsoleBench {
  private static final String POOL = "bench";

  private final int prompts;
  private final int candidates;
  private final int runs;
  private final PrintWriter out;

  public ConsoleBench(int prompts, int candidates, int runs, PrintWriter out) {
    this.prompts = prompts;
    this.candidates = candidates;
    this.runs = runs;
    this.out = out;
  }

  /** Runs and prints. */
  public void run() throws Exception {
    try (Workbench bench = Workbench.open(POOL);
        HttpClient http = HttpClient.newHttpClient()) {
      bench.service().start(Map.of(POOL, InstantEngine::new));
      URI events = bench.service().consoleUri().resolve("/v1/events");
      StreamRun stream = new StreamRun(bench, prompts, candidates);
      Recipe recipe = BenchRecords.recipe(POOL, candidates);
      new AlternatingRuns(prompts * candidates, runs, out)
          .compare(
              run -> stream.rate(recipe, run),
              run -> {
                try (OpenPage one = new OpenPage(http, events);
                    OpenPage two = new OpenPage(http, events);
                    OpenPage three = new OpenPage(http, events)) {
                  double rate = stream.rate(recipe, run);
                  Stream.of(one, two, three).forEach(OpenPage::requireEvents);
                  return rate;
                }
              },
              "three pages");
    }
  }

  /** A client that takes events until it is closed. */
  private static final class OpenPage implements AutoCloseable {
    private final InputStream events;
    private final LongAdder bytes = new LongAdder();
    private final Thread reader;

    OpenPage(HttpClient http, URI uri) throws IOException, InterruptedException {
      HttpResponse<InputStream> answer =
          http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new IOException("%s answered with %d".formatted(uri, answer.statusCode()));
      }
      this.events = answer.body();
      this.reader = Thread.ofVirtual().start(this::read);
    }

    private void read() {
      byte[] buffer = new byte[8192];
      try {
        for (int read = events.read(buffer); read >= 0; read = events.read(buffer)) {
          bytes.add(read);
        }
      } catch (IOException e) {
        // It was closed.
      }
    }

    void requireEvents() {
      if (bytes.sum() == 0) {
        throw new IllegalStateException("a page got no event while the stream ran");
      }
    }

    @Override
    public void close() throws IOException, InterruptedException {
      events.close();
      reader.join();
    }
  }
}
