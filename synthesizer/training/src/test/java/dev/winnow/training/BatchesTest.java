package dev.winnow.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the shipped model's training reads, batch by batch. */
class BatchesTest {
  private static final int BATCHES = 64;

  private static final List<TrainingBatch> BATCHES_READ = new ArrayList<>();
  private static HuggingFaceTokenizer tokenizer;

  @BeforeAll
  static void read() throws IOException {
    tokenizer = HuggingFaceTokenizer.newInstance(Shipped.MODEL.resolve("tokenizer.json"));
    Batches batches =
        new Batches(
            tokenizer,
            TrainingConfig.DEFAULT.batch(),
            TrainingConfig.DEFAULT.mixture(),
            TrainingConfig.DEFAULT.seed());
    for (int i = 0; i < BATCHES; i++) {
      BATCHES_READ.add(batches.next());
    }
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void everyProblemIsOfTheTrainingHalf() {
    assertThat(questions()).hasSizeGreaterThan(3000).allMatch(q -> Split.of(q) == Split.TRAIN);
  }

  @Test
  void noPromptOfTheDemoIsAmongThem() {
    ProblemGenerator demo = new ProblemGenerator(Split.HELD_OUT, TrainingConfig.DEFAULT.seed());
    Set<String> prompts = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      prompts.add(demo.next(Family.values()[i % Family.values().length]).question());
    }

    assertThat(questions()).doesNotContainAnyElementsOf(prompts);
  }

  @Test
  void onlyTheSolutionAndItsEndAreTargets() {
    for (TrainingBatch batch : BATCHES_READ) {
      for (int row = 0; row < batch.rows(); row++) {
        assertThat(tokenizer.decode(targets(batch, row), false))
            .matches("(?s)(\\d+ [-+*] \\d+ = \\d+\n)+#### \\d+<\\|end\\|>");
      }
    }
  }

  @Test
  void everyTargetIsTheNextTokenOfItsRow() {
    for (TrainingBatch batch : BATCHES_READ) {
      for (int at = 0; at + 1 < batch.ids().length; at++) {
        boolean last = (at + 1) % batch.time() == 0;
        boolean end = batch.targets()[at] == TokenizerFiles.END_ID;
        if (batch.targets()[at] != TrainingBatch.IGNORED && !last && !end) {
          assertThat(batch.targets()[at]).isEqualTo(batch.ids()[at + 1]);
        }
      }
    }
  }

  @Test
  void hardlyAnyPaddingIsComputed() {
    long all = BATCHES_READ.stream().mapToLong(batch -> batch.ids().length).sum();
    long padded =
        BATCHES_READ.stream().mapToLong(batch -> all(batch.ids(), TokenizerFiles.BEGIN_ID)).sum()
            - (long) BATCHES * TrainingConfig.DEFAULT.batch();

    assertThat((double) padded / all).isLessThan(0.05);
  }

  private static long all(long[] ids, long id) {
    return Arrays.stream(ids).filter(i -> i == id).count();
  }

  private static Set<String> questions() {
    Set<String> questions = new HashSet<>();
    for (TrainingBatch batch : BATCHES_READ) {
      for (int row = 0; row < batch.rows(); row++) {
        int start = row * batch.time();
        long[] ids = Arrays.copyOfRange(batch.ids(), start, start + batch.time());
        questions.add(tokenizer.decode(ids, true).lines().findFirst().orElseThrow());
      }
    }
    return questions;
  }

  private static long[] targets(TrainingBatch batch, int row) {
    int start = row * batch.time();
    return Arrays.stream(batch.targets(), start, start + batch.time())
        .filter(target -> target != TrainingBatch.IGNORED)
        .toArray();
  }
}
