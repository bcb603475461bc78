package dev.winnow.scorer.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Values;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * HumanEval: its own solutions are accepted, and programs that fail its tests are not. {@code
 * -Dwinnow.humaneval.mutants=500} is the long run.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class HumanEvalIT {
  private static final int MUTANTS = Integer.getInteger("winnow.humaneval.mutants", 10);
  private static final int PER_PROBLEM = 8;
  private static final int ALL = 164;

  /** How many mutants are run plainly to find one that fails. */
  private static final int TRIED_FOR_ONE = 3;

  private final long seed = Seeds.next();

  /** A problem and a response to it. */
  private record Attempt(JsonNode row, String body) {
    String plain() {
      return row.path("prompt").asText()
          + body
          + "\n"
          + row.path("test").asText()
          + "\ncheck("
          + row.path("entry_point").asText()
          + ")";
    }

    String name() {
      return row.path("task_id").asText();
    }
  }

  @Test
  void acceptsReferenceSolutions() throws Exception {
    List<Attempt> references = references();

    List<String> refused =
        notPassed(
            IntStream.iterate(0, i -> i < ALL, i -> i + 5).mapToObj(references::get).toList());

    assertThat(refused).isEmpty();
  }

  @Test
  @Tag("long")
  void acceptsEveryReferenceSolution() throws Exception {
    assertThat(notPassed(references())).isEmpty();
  }

  private static List<Attempt> references() throws Exception {
    List<Attempt> references = rows().stream().map(row -> new Attempt(row, solution(row))).toList();
    assertThat(references).hasSize(ALL);
    return references;
  }

  @Test
  void acceptsNoMutantThatFailsWhenItIsRunPlainly() throws Exception {
    System.out.println("seed " + seed);
    List<Attempt> mutants = failingMutants(new Random(seed));

    List<String> refused = notPassed(mutants);

    assertThat(mutants).hasSize(MUTANTS);
    assertThat(refused).hasSize(MUTANTS);
  }

  private static List<Attempt> failingMutants(Random random) throws Exception {
    List<Attempt> all = new ArrayList<>();
    for (JsonNode row : rows()) {
      List<String> bodies = Mutants.of(solution(row));
      bodies.stream().limit(PER_PROBLEM).forEach(body -> all.add(new Attempt(row, body)));
    }
    Collections.shuffle(all, random);
    List<Attempt> mutants = all.subList(0, Math.min(all.size(), TRIED_FOR_ONE * MUTANTS));
    String plain = PlainRuns.of(mutants.stream().map(Attempt::plain).toList());
    assertThat(plain).hasSize(mutants.size());
    List<Attempt> failing = new ArrayList<>();
    for (int i = 0; i < mutants.size() && failing.size() < MUTANTS; i++) {
      if (plain.charAt(i) == '0') {
        failing.add(mutants.get(i));
      }
    }
    return failing;
  }

  /** Scores the responses two at a time; returns those that did not pass, with what was said. */
  private static List<String> notPassed(List<Attempt> attempts) throws Exception {
    List<Callable<ScoringResult>> work = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    try (CodeHarness code = CodeHarness.open(Map.of(), Map.of("seconds", "2"));
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      attempts.forEach(one -> work.add(() -> code.result(one.row().toString(), one.body())));
      List<Future<ScoringResult>> results = threads.invokeAll(work);
      for (int i = 0; i < attempts.size(); i++) {
        ScoringResult result = results.get(i).get();
        // A failure is no verdict, so it is neither passed nor refused.
        assertThat(result).as(attempts.get(i).name()).isInstanceOf(Values.class);
        if (((Values) result).values().getOrDefault(CodeHarness.SCORE, 0.0) != 1) {
          refused.add(attempts.get(i).name() + ": " + result.detail().orElse(""));
        }
      }
    }
    return refused;
  }

  private static String solution(JsonNode row) {
    return row.path("canonical_solution").asText();
  }

  private static List<JsonNode> rows() throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Repository.shared("data/humaneval/humaneval.jsonl"))) {
      rows.add(new ObjectMapper().readTree(line));
    }
    return rows;
  }
}
