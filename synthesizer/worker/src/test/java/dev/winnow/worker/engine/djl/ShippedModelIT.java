package dev.winnow.worker.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.testing.Records;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.worker.engine.TestRequests;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How well the shipped model does on problems it has never seen: well enough on the easy ones, and
 * badly enough on the hard ones, that there is something to allocate. Seeded, so that every run
 * measures the same candidates.
 */
class ShippedModelIT {
  private static final Logger LOG = LoggerFactory.getLogger(ShippedModelIT.class);
  private static final int PROBLEMS = 75;
  private static final int CANDIDATES = 4;
  private static final SamplingParams SAMPLING =
      SamplingParams.newBuilder(Records.sampling()).setMaxTokens(100).build();

  private static final Map<Family, Double> PASS_RATES = new EnumMap<>(Family.class);

  @BeforeAll
  static void measure() throws Exception {
    try (DjlEngine engine = new DjlEngine(DjlEngineConfig.of(Shipped.MODEL))) {
      for (Family family : Family.values()) {
        PASS_RATES.put(family, passRate(engine, family));
      }
    }
    LOG.info("pass rates of {} candidates each: {}", PROBLEMS * CANDIDATES, PASS_RATES);
  }

  @Test
  void theEasiestProblemsNearlyAlwaysPass() {
    assertThat(PASS_RATES.get(Family.ADD)).isBetween(0.9, 1.0);
  }

  @Test
  void theHardestProblemsSeldomPassButSome() {
    assertThat(PASS_RATES.get(Family.BIG_TIMES)).isBetween(0.01, 0.25);
  }

  @Test
  void theFamiliesBetweenPassOftenButNotAlways() {
    assertThat(PASS_RATES).allSatisfy((family, rate) -> assertThat(rate).isBetween(0.01, 1.0));
  }

  private static double passRate(DjlEngine engine, Family family) throws Exception {
    ProblemGenerator problems = new ProblemGenerator(Split.HELD_OUT, 11);
    List<Callable<Integer>> requests = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      Problem problem = problems.next(family);
      String id = family.label() + i;
      requests.add(() -> right(engine, id, problem));
    }
    int right = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> request : threads.invokeAll(requests)) {
        right += request.get();
      }
    }
    return (double) right / (PROBLEMS * CANDIDATES);
  }

  private static int right(DjlEngine engine, String promptId, Problem problem) throws Exception {
    String end = "#### " + problem.answer();
    AtomicInteger right = new AtomicInteger();
    engine.sample(
        TestRequests.with(
            TestRequests.asking(promptId, problem.question(), 0, CANDIDATES), SAMPLING),
        completion -> right.addAndGet(completion.text().endsWith(end) ? 1 : 0));
    return right.get();
  }
}
