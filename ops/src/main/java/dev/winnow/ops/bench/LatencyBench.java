package dev.winnow.ops.bench;

import dev.winnow.ops.local.LocalService;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Topics;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a prompt takes from its publishing until a client sees that it has ended, in a service
 * that has nothing else to do, with an engine that answers at once: what is left is the way through
 * the stages. Prompts are published one after another, each when the one before has ended.
 *
 * <p>The hops are told by the times at which the broker wrote the last record of the prompt on each
 * topic. A transaction's records can be read once it is committed, so a hop begins with the rest of
 * the transaction before.
 */
public final class LatencyBench {
  private static final String POOL = "bench";
  private static final int WARM_UP = 100;

  private final int prompts;
  private final int candidates;
  private final PrintWriter out;
  private final Map<String, Long> publishedAt = new HashMap<>();
  private final Map<String, Long> seenAt = new HashMap<>();
  private final List<String> measured = new ArrayList<>();
  private final List<Double> millis = new ArrayList<>();

  /**
   * @param prompts measured, at least 1
   * @param candidates of each, at least 1
   */
  public LatencyBench(int prompts, int candidates, PrintWriter out) {
    this.prompts = prompts;
    this.candidates = candidates;
    this.out = out;
  }

  /** Runs and prints. */
  public void run() throws Exception {
    try (Workbench bench = Workbench.open(POOL)) {
      LocalService service = bench.service();
      service.start(Map.of(POOL, InstantEngine::new));
      KafkaConnection connection = service.connection();
      try (Publisher publisher = new Publisher(connection);
          EndWatch ends = new EndWatch(connection)) {
        publisher.publish(BenchRecords.recipe(POOL, candidates)).get();
        for (int i = 0; i < WARM_UP + prompts; i++) {
          follow(publisher, ends, i);
        }
      }
      Latencies whole = new Latencies(millis);
      print("published to ended", whole);
      for (Hop hop : hops(connection)) {
        print("  " + hop.title(), hop.latencies(measured));
      }
      Latencies raw = RawRoundTrip.measure(connection, prompts);
      print("raw, one producer to one consumer", raw);
      out.printf(
          "ratio: %.1f raw round trips (median to median)%n",
          whole.quantile(0.5) / raw.quantile(0.5));
      out.flush();
    }
  }

  private void follow(Publisher publisher, EndWatch ends, int number) throws Exception {
    Prompt prompt = BenchRecords.prompt(0, number);
    long published = System.currentTimeMillis();
    long start = System.nanoTime();
    publisher.publish(prompt).get();
    ends.await(prompt.getId());
    long nanos = System.nanoTime() - start;
    if (number >= WARM_UP) {
      measured.add(prompt.getId());
      millis.add(nanos / 1e6);
      publishedAt.put(prompt.getId(), published);
      seenAt.put(prompt.getId(), System.currentTimeMillis());
    }
  }

  private List<Hop> hops(KafkaConnection connection) {
    RawClients clients = new RawClients(connection);
    Topics topics = connection.topics();
    Map<String, Long> prompt = lastWritten(clients, topics.prompts());
    Map<String, Long> request = lastWritten(clients, topics.sampling(POOL));
    Map<String, Long> candidate = lastWritten(clients, topics.candidates());
    Map<String, Long> verdict = lastWritten(clients, topics.verdicts());
    Map<String, Long> end = lastWritten(clients, topics.progress());
    return List.of(
        new Hop("publisher: to the prompt", publishedAt, prompt),
        new Hop("planner: to the request", prompt, request),
        new Hop("worker: to the last candidate", request, candidate),
        new Hop("verifier: to the last verdict", candidate, verdict),
        new Hop("planner: to the end", verdict, end),
        new Hop("client: to seeing the end", end, seenAt));
  }

  private static Map<String, Long> lastWritten(RawClients clients, String topic) {
    Map<String, Long> last = new HashMap<>();
    clients.readAll(
        List.of(topic),
        record ->
            last.merge(
                new String(record.key(), StandardCharsets.UTF_8), record.timestamp(), Math::max));
    return last;
  }

  private void print(String what, Latencies latencies) {
    out.printf(
        "%-34s p50 %5.0f ms   p99 %5.0f ms   max %5.0f ms%n",
        what, latencies.quantile(0.5), latencies.quantile(0.99), latencies.max());
    out.flush();
  }
}
