package dev.winnow.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.training.RankingAccuracy.Count;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import dev.winnow.transformer.Conversation;
import dev.winnow.transformer.LlamaModel;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.ModelLoadException;
import dev.winnow.transformer.Placement;
import dev.winnow.transformer.Reward.Scored;
import dev.winnow.transformer.RewardModel;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewardTrainerTest {
  private static final Placement CPU = new Placement("cpu", "float32");
  private static final RewardTrainingConfig TINY = new RewardTrainingConfig(3, 3, 4, 3e-3, 1);

  @TempDir static Path sampler;
  @TempDir Path directory;

  @BeforeAll
  static void trainSampler() throws Exception {
    TrainingConfig config =
        new TrainingConfig(3, 1, 4, 3e-3, 0, 280, 48, 2, 4, Map.of(Family.ADD, 1));
    Trainer.train(config, sampler, RewardTrainerTest::ignore);
  }

  @Test
  void theSameConfigAndExamplesGiveTheSameBytes() throws Exception {
    RewardTrainer.train(
        TINY, sampler, examples(40), directory.resolve("a"), RewardTrainerTest::ignore);

    RewardTrainer.train(
        TINY, sampler, examples(40), directory.resolve("b"), RewardTrainerTest::ignore);

    assertThat(files("a")).hasSize(4);
    for (String name : files("a").keySet()) {
      assertThat(files("a").get(name)).as(name).isEqualTo(files("b").get(name));
    }
  }

  @Test
  void anotherSeedGivesOtherWeights() throws Exception {
    RewardTrainer.train(
        TINY, sampler, examples(40), directory.resolve("a"), RewardTrainerTest::ignore);

    RewardTrainer.train(
        TINY.withSeed(4), sampler, examples(40), directory.resolve("b"), RewardTrainerTest::ignore);

    assertThat(files("a").get("model.safetensors"))
        .isNotEqualTo(files("b").get("model.safetensors"));
  }

  @Test
  void theScoreBecomesPositiveForRightResponsesAndNegativeForWrongOnes() throws Exception {
    RewardTrainer.train(
        TINY.withSteps(60), Shipped.MODEL, sums(60), directory, RewardTrainerTest::ignore);

    try (RewardModel model = RewardModel.load(directory, CPU)) {
      Count all = RankingAccuracy.of(model, measuring(sums(400))).all();
      assertThat(all.pairs()).isGreaterThan(20);
      assertThat(all.unscored()).isZero();
      assertThat(all.accuracy()).isGreaterThan(0.95);
      RewardExample sum = sums(1).getFirst();
      assertThat(score(model, sum.prompt(), sum.accepted().getFirst())).isPositive();
      assertThat(score(model, sum.prompt(), sum.rejected().getFirst())).isNegative();
    }
  }

  @Test
  void promptsToMeasureWithAreNotTrainedOn() {
    List<RewardExample> measuring = measuring(examples(200));

    assertThat(measuring).hasSizeBetween(5, 50);
    assertThatThrownBy(
            () ->
                RewardTrainer.train(TINY, sampler, measuring, directory, RewardTrainerTest::ignore))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no prompt has both an accepted and a rejected response");
  }

  @Test
  void theModelReadsTheTextsThatItWasTrainedOn() throws Exception {
    RewardTrainer.train(TINY, sampler, examples(40), directory, RewardTrainerTest::ignore);
    String question = "Ada has 2 eggs and finds 3 more. How many eggs are there now?";
    int expected;
    try (var tokenizer = new ModelDirectory(sampler).openTokenizer()) {
      expected =
          tokenizer
              .encode(TokenizerFiles.answered(question, "#### 5"), false, false)
              .getIds()
              .length;
    }

    try (RewardModel model = RewardModel.load(directory, CPU)) {
      Scored scored = (Scored) model.score(List.of(Conversation.of(question, "#### 5"))).getFirst();
      assertThat(scored.tokens()).isEqualTo(expected);
    }
  }

  @Test
  void textsLongerThanTheContextAreLeftOut() {
    List<RewardExample> examples =
        List.of(new RewardExample("add", trainingPrompt(), List.of("1"), List.of("2".repeat(300))));

    assertThatThrownBy(
            () ->
                RewardTrainer.train(TINY, sampler, examples, directory, RewardTrainerTest::ignore))
        .hasMessageContaining("no prompt has both");
  }

  @Test
  void interruptedTrainingWritesNothing() throws Exception {
    assertThatThrownBy(
            () ->
                RewardTrainer.train(
                    TINY,
                    sampler,
                    examples(40),
                    directory,
                    (step, loss, tokens) -> Thread.currentThread().interrupt()))
        .isInstanceOf(InterruptedException.class)
        .hasMessageContaining("step 2");

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aRewardModelCannotSample() throws Exception {
    RewardTrainer.train(TINY, sampler, examples(40), directory, RewardTrainerTest::ignore);

    assertThatThrownBy(() -> new LlamaModel(new ModelDirectory(directory), CPU))
        .isInstanceOf(ModelLoadException.class);
  }

  /** What is right begins with another word than what is wrong. */
  private static List<RewardExample> examples(int count) {
    List<RewardExample> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      examples.add(
          new RewardExample(
              i % 2 == 0 ? "even" : "odd",
              "prompt " + i,
              List.of("yes, " + i, "yes, and " + i),
              i % 5 == 0 ? List.of() : List.of("no, " + i)));
    }
    return examples;
  }

  /** Problems that the sampler solves; a wrong response is wrong by five. */
  private static List<RewardExample> sums(int count) {
    ProblemGenerator problems = new ProblemGenerator(Split.TRAIN, 3);
    List<RewardExample> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Problem problem = problems.next(Family.ADD);
      String answer = String.valueOf(problem.answer());
      examples.add(
          new RewardExample(
              "add",
              problem.question(),
              List.of(problem.solution()),
              List.of(
                  problem
                      .solution()
                      .replace("= " + answer, "= " + (problem.answer() + 5))
                      .replace("#### " + answer, "#### " + (problem.answer() + 5)))));
    }
    return examples;
  }

  private static double score(RewardModel model, String prompt, String response) {
    return ((Scored) model.score(List.of(Conversation.of(prompt, response))).getFirst()).logit();
  }

  private static List<RewardExample> measuring(List<RewardExample> examples) {
    return examples.stream()
        .filter(example -> RewardSplit.of(example.prompt()) == RewardSplit.MEASURING)
        .toList();
  }

  private static String trainingPrompt() {
    return examples(20).stream()
        .map(RewardExample::prompt)
        .filter(prompt -> RewardSplit.of(prompt) == RewardSplit.TRAINING)
        .findFirst()
        .orElseThrow();
  }

  private Map<String, byte[]> files(String name) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static void ignore(int step, double loss, long tokens) {}
}
