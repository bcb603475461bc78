package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Values;
import dev.winnow.scorer.code.CodeOptions;
import dev.winnow.scorer.code.CodePlugin;
import dev.winnow.scorer.code.CodeWorkerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Programs per second of the code worker's engine, next to the same programs run bare: {@code
 * python3} with the same input, without any sandbox, and without a comparison. The runs of both
 * kinds alternate, so that both see the same machine.
 */
public final class CodeBench {
  private static final String SCORE = "tests";
  private static final String PROGRAM =
      """
      def digits(n):
          return sum(int(c) for c in str(n))

      if __name__ == "__main__":
          print(digits(int(input())))
      """;
  private static final double NANOS = 1e9;

  private final int programs;
  private final int threads;
  private final int runs;
  private final PrintWriter out;

  /** Kinds of tests, with the bare run that does the same. */
  private enum Kind {
    STREAM("standard streams"),
    CALL("calls of a function"),
    ASSERT("assert statements");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  /**
   * @param programs programs in each run, one test each
   * @param threads programs at one time
   * @param runs runs of each kind after a warm-up of one
   */
  public CodeBench(int programs, int threads, int runs, PrintWriter out) {
    this.programs = programs;
    this.threads = threads;
    this.runs = runs;
    this.out = out;
  }

  /**
   * Runs and prints.
   *
   * @throws IllegalStateException if a program is not scored 1
   */
  public void run() throws InterruptedException {
    CodeWorkerOptions options =
        Options.bind(CodeWorkerOptions.class, Map.of("parallel", String.valueOf(threads)));
    try (ScorerEngine<CodeOptions> engine = new CodePlugin().prepare(options).get();
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Kind kind : Kind.values()) {
        measure(kind, engine, pool);
      }
    }
  }

  private void measure(Kind kind, ScorerEngine<CodeOptions> engine, ExecutorService pool)
      throws InterruptedException {
    CodeOptions options = Options.bind(CodeOptions.class, Map.of());
    List<Double> bare = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      bare.add(rate(pool, number -> bare(kind, number)));
      ours.add(rate(pool, number -> score(engine, options, kind, number)));
    }
    double reference = print(kind.title + ", bare", bare);
    double ratio = print(kind.title + ", in sandboxes", ours) / reference;
    out.printf("ratio: %.2f of the bare programs%n", ratio);
    out.flush();
  }

  private interface Work {
    void run(int number) throws Exception;
  }

  private double rate(ExecutorService pool, Work work) throws InterruptedException {
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < programs; i++) {
      int number = i;
      all.add(
          () -> {
            work.run(number);
            return true;
          });
    }
    long start = System.nanoTime();
    for (Future<Boolean> one : pool.invokeAll(all)) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a program failed", e.getCause());
      }
    }
    return programs / ((System.nanoTime() - start) / NANOS);
  }

  private static void score(
      ScorerEngine<CodeOptions> engine, CodeOptions options, Kind kind, int number)
      throws Exception {
    ScoringResult result = engine.score(options, List.of(request(kind, number))).getFirst();
    if (!(result instanceof Values values) || values.values().getOrDefault(SCORE, 0.0) != 1) {
      throw new IllegalStateException("a right program was not scored 1: " + result);
    }
  }

  private static void bare(Kind kind, int number) throws IOException, InterruptedException {
    String program =
        kind == Kind.STREAM ? PROGRAM : PROGRAM.lines().limit(2).reduce("", (a, b) -> a + b + "\n")
            + "assert digits(%d) == %d".formatted(number, digits(number));
    Process python =
        new ProcessBuilder("python3", "-I", "-c", program)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream input = python.getOutputStream()) {
      input.write("%d%n".formatted(number).getBytes(StandardCharsets.US_ASCII));
    }
    byte[] unused = python.getInputStream().readAllBytes();
    if (python.waitFor() != 0) {
      throw new IllegalStateException("a bare program failed");
    }
  }

  private static ScoringRequest request(Kind kind, int number) {
    Prompt prompt =
        Prompt.newBuilder()
            .setId("bench")
            .setRecipe("bench")
            .setMessages(List.of(RecordFactory.message("user", "Add the digits.")))
            .setReference(tests(kind, number))
            .setPublishedAt(Instant.EPOCH)
            .build();
    Scorer scorer =
        Scorer.newBuilder()
            .setName(SCORE)
            .setType("code")
            .setPool("bench")
            .setScores(List.of(SCORE))
            .build();
    return ScoringRequest.newBuilder()
        .setId("bench/" + number)
        .setPrompt(prompt)
        .setIndex(number)
        .setResponse("```python\n" + PROGRAM + "```")
        .setScorer(scorer)
        .setRecipeVersion("v1")
        .setAttempt(0)
        .setIssuedAt(Instant.EPOCH)
        .build();
  }

  private static String tests(Kind kind, int number) {
    ObjectNode tests = JsonNodeFactory.instance.objectNode();
    ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
    ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
    switch (kind) {
      case STREAM -> {
        inputs.add("" + number);
        outputs.add("" + digits(number));
      }
      case CALL -> {
        inputs.addArray().add(number);
        outputs.add(digits(number));
        tests.put("fn_name", "digits");
      }
      case ASSERT -> {
        tests.putArray("test_list").add("assert digits(%d) == %d".formatted(number, digits(number)));
        return tests.toString();
      }
    }
    tests.set("inputs", inputs);
    tests.set("outputs", outputs);
    return tests.toString();
  }

  private static int digits(int number) {
    return String.valueOf(number).chars().map(c -> c - '0').sum();
  }

  private double print(String what, List<Double> rates) {
    Rates measured = Rates.afterWarmUp(rates);
    out.printf(
        "%-40s %,8.1f programs/s  (median of %d runs, %s)%n",
        what, measured.median(), measured.sorted().size(), measured.range());
    return measured.median();
  }
}
