package dev.winnow.training;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.training.TrainingBatch.Example;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An endless stream of batches. Problems are generated in large groups and sorted by length before
 * they are split into batches, so that little padding is computed.
 */
final class Batches {
  private static final int GROUP = 16;

  private final HuggingFaceTokenizer tokenizer;
  private final int rows;
  private final List<Family> families = new ArrayList<>();
  private final ProblemGenerator problems;
  private final Random random;
  private final Deque<TrainingBatch> ready = new ArrayDeque<>();

  /**
   * Generates problems.
   *
   * @param rows problems in a batch
   * @param mixture proportions of the families
   */
  Batches(HuggingFaceTokenizer tokenizer, int rows, Map<Family, Integer> mixture, long seed) {
    this.tokenizer = tokenizer;
    this.rows = rows;
    this.problems = new ProblemGenerator(Split.TRAIN, seed);
    this.random = new Random(seed);
    mixture.forEach((family, parts) -> families.addAll(Collections.nCopies(parts, family)));
  }

  TrainingBatch next() {
    if (ready.isEmpty()) {
      fill();
    }
    return ready.removeFirst();
  }

  private void fill() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < rows * GROUP; i++) {
      examples.add(example(problems.next(families.get(random.nextInt(families.size())))));
    }
    examples.sort(Comparator.comparingInt(e -> e.ids().length));
    List<TrainingBatch> batches = new ArrayList<>();
    for (int i = 0; i < GROUP; i++) {
      batches.add(TrainingBatch.of(examples.subList(i * rows, (i + 1) * rows)));
    }
    Collections.shuffle(batches, random);
    ready.addAll(batches);
  }

  private Example example(Problem problem) {
    long[] question =
        tokenizer.encode(TokenizerFiles.question(problem.question()), false, false).getIds();
    long[] solution =
        tokenizer.encode(problem.solution() + TokenizerFiles.END, false, false).getIds();
    long[] ids = new long[question.length + solution.length];
    System.arraycopy(question, 0, ids, 0, question.length);
    System.arraycopy(solution, 0, ids, question.length, solution.length);
    return new Example(ids, question.length);
  }
}
