package dev.winnow.worker.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.TestRequests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same seed gives the same text, whatever else is being sampled. */
class DjlReproducibilityTest {
  private static final int PROBLEMS = 24;
  private static final int CANDIDATES = 10;

  private static final List<String> QUESTIONS = questions();
  private static Map<String, Completion> alone = Map.of();

  /** What each candidate says when its request is alone. */
  @BeforeAll
  static void sampleAlone() throws Exception {
    Map<String, Completion> completions = new TreeMap<>();
    try (DjlEngine engine = engine(16, 64)) {
      for (int problem = 0; problem < PROBLEMS; problem++) {
        sample(engine, request(problem, 0, CANDIDATES), completions);
      }
    }
    assertThat(completions).hasSize(PROBLEMS * CANDIDATES);
    assertThat(completions.values().stream().map(Completion::text).distinct().count())
        .as("different texts")
        .isGreaterThan(PROBLEMS);
    alone = completions;
  }

  @Test
  void otherRequestsAtTheSameTimeChangeNothing() throws Exception {
    assertThat(together(64, wholeRequests())).isEqualTo(alone);
  }

  @Test
  void roomForMoreOrFewerCandidatesChangesNothing() throws Exception {
    assertThat(together(16, wholeRequests())).isEqualTo(alone);
    assertThat(together(160, wholeRequests())).isEqualTo(alone);
  }

  @Test
  void theCutIntoRequestsChangesNothing() throws Exception {
    long seed = Seeds.next();
    Random random = new Random(seed);
    List<SamplingRequest> requests = new ArrayList<>();
    for (int problem = 0; problem < PROBLEMS; problem++) {
      for (int first = 0; first < CANDIDATES; ) {
        int count = 1 + random.nextInt(CANDIDATES - first);
        requests.add(request(problem, first, count));
        first += count;
      }
    }
    Collections.shuffle(requests, random);

    assertThat(together(48, requests)).as("seed %d", seed).isEqualTo(alone);
  }

  @Test
  void eachRequestHasItsOwnSeed() throws Exception {
    SamplingRequest request = request(3, 0, CANDIDATES);
    Map<String, Completion> other = new TreeMap<>();
    try (DjlEngine engine = engine(16, 64)) {
      sample(
          engine,
          SamplingRequest.newBuilder(request).setSeed(request.getSeed() + 1).build(),
          other);
    }

    assertThat(other).isNotEqualTo(ofPrompt("p3"));
  }

  private static Map<String, Completion> ofPrompt(String promptId) {
    Map<String, Completion> some = new TreeMap<>(alone);
    some.keySet().removeIf(id -> !id.startsWith(promptId + '/'));
    return some;
  }

  private static Map<String, Completion> together(int maxRows, List<SamplingRequest> requests)
      throws Exception {
    Map<String, Completion> completions = new ConcurrentSkipListMap<>();
    try (DjlEngine engine = engine(16, maxRows);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (SamplingRequest request : requests) {
        tasks.add(() -> sample(engine, request, completions));
      }
      for (Future<Void> task : threads.invokeAll(tasks)) {
        task.get();
      }
    }
    return new TreeMap<>(completions);
  }

  private static Void sample(
      DjlEngine engine, SamplingRequest request, Map<String, Completion> completions)
      throws Exception {
    engine.sample(
        request,
        completion ->
            completions.put(request.getPrompt().getId() + '/' + completion.index(), completion));
    return null;
  }

  private static DjlEngine engine(int batchRows, int maxRows) {
    return new DjlEngine(
        new DjlEngineConfig(Shipped.MODEL, "cpu", "float32", batchRows, maxRows, 1));
  }

  private static List<SamplingRequest> wholeRequests() {
    List<SamplingRequest> requests = new ArrayList<>();
    for (int problem = 0; problem < PROBLEMS; problem++) {
      requests.add(request(problem, 0, CANDIDATES));
    }
    return requests;
  }

  /**
   * Every third request filters what it draws from; every other is longer than the smallest batch.
   */
  private static SamplingRequest request(int problem, int first, int count) {
    SamplingParams sampling =
        SamplingParams.newBuilder(Records.sampling())
            .setTemperature(1 + problem % 4 * 0.3)
            .setTopP(problem % 3 == 0 ? 0.9 : 1)
            .setTopK(problem % 6 == 0 ? 8 : 0)
            .setMaxTokens(problem % 2 == 0 ? 12 : 70)
            .build();
    return TestRequests.with(
        TestRequests.asking("p" + problem, QUESTIONS.get(problem), first, count), sampling);
  }

  private static List<String> questions() {
    ProblemGenerator problems = new ProblemGenerator(Split.HELD_OUT, 5);
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      questions.add(problems.next(Family.values()[i % Family.values().length]).question());
    }
    return questions;
  }
}
