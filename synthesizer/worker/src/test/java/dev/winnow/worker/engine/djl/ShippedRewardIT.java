package dev.winnow.worker.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.testing.Records;
import dev.winnow.training.RankingAccuracy;
import dev.winnow.training.RewardExample;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import dev.winnow.transformer.Placement;
import dev.winnow.transformer.RewardModel;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.worker.engine.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How well the shipped reward model ranks the shipped sampler's responses to problems that neither
 * has seen. Seeded, so that every run measures the same pairs.
 */
class ShippedRewardIT {
  private static final Logger LOG = LoggerFactory.getLogger(ShippedRewardIT.class);
  private static final int PROBLEMS = 15;
  private static final int CANDIDATES = 8;
  private static final SamplingParams SAMPLING =
      SamplingParams.newBuilder(Records.sampling()).setMaxTokens(100).build();

  private static RankingAccuracy accuracy = new RankingAccuracy(Map.of());

  @BeforeAll
  static void measure() throws Exception {
    List<RewardExample> examples = new ArrayList<>();
    try (DjlEngine engine = new DjlEngine(DjlEngineConfig.of(Shipped.MODEL))) {
      for (Family family : Family.values()) {
        examples.addAll(sampled(engine, family));
      }
    }
    try (RewardModel model =
        RewardModel.load(Shipped.REWARD_MODEL, new Placement("cpu", "float32"))) {
      accuracy = RankingAccuracy.of(model, examples);
    }
    LOG.info("{}: {}", accuracy.all(), accuracy.families());
  }

  @Test
  void everyResponseHasAScore() {
    assertThat(accuracy.all().pairs()).isGreaterThan(50);
    assertThat(accuracy.all().unscored()).isZero();
  }

  @Test
  void aRightResponseIsUsuallyRankedAboveAWrongOne() {
    assertThat(accuracy.all().accuracy()).isGreaterThan(0.6);
  }

  @Test
  void theModelIsSmall() throws IOException {
    assertThat(Files.size(Shipped.REWARD_MODEL.resolve("model.safetensors"))).isLessThan(4 << 20);
  }

  private static List<RewardExample> sampled(DjlEngine engine, Family family) throws Exception {
    ProblemGenerator problems = new ProblemGenerator(Split.HELD_OUT, 23);
    List<Callable<RewardExample>> requests = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      Problem problem = problems.next(family);
      String id = family.label() + i;
      requests.add(() -> sampled(engine, id, problem));
    }
    List<RewardExample> examples = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<RewardExample> request : threads.invokeAll(requests)) {
        examples.add(request.get());
      }
    }
    return examples;
  }

  private static RewardExample sampled(DjlEngine engine, String id, Problem problem)
      throws Exception {
    String end = "#### " + problem.answer();
    List<String> accepted = Collections.synchronizedList(new ArrayList<>());
    List<String> rejected = Collections.synchronizedList(new ArrayList<>());
    engine.sample(
        TestRequests.with(TestRequests.asking(id, problem.question(), 0, CANDIDATES), SAMPLING),
        completion ->
            (completion.text().endsWith(end) ? accepted : rejected).add(completion.text()));
    return new RewardExample(problem.family().label(), problem.question(), accepted, rejected);
  }
}
