package dev.winnow.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.transformer.LlamaModel.Inputs;
import dev.winnow.transformer.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether tokens are drawn as often as the logits say: against the reference model's. */
class DrawTest {
  private static final int ROWS = 4000;
  private static final int TOKEN = 9;

  private final TinyModel tiny = TinyModel.llama();
  private final double[] logits = new ReferenceLlama(tiny).logits(new long[] {TOKEN})[0];

  @TempDir Path directory;
  private LlamaModel model;

  @BeforeEach
  void load() throws IOException {
    Path written = tiny.write(directory);
    model = new LlamaModel(new ModelDirectory(written), new Placement("cpu", "float32"));
  }

  @AfterEach
  void close() {
    model.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2})
  void eachTokenIsDrawnAsOftenAsItIsLikely(double temperature) {
    int[] counts = counts(Draws.at(ROWS, TOKEN, 0, temperature, 1, 0));

    double[] expected = probabilities(temperature);
    for (int token = 0; token < counts.length; token++) {
      assertThat(Math.abs(counts[token] - ROWS * expected[token]))
          .as("token %d", token)
          .isLessThanOrEqualTo(1.01);
    }
  }

  @Test
  void temperatureZeroDrawsTheLikeliest() {
    assertThat(drawn(Draws.greedy(ROWS, TOKEN, 0))).containsExactly(ranked().getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20})
  void topKDrawsTheLikeliestOnly(int k) {
    List<Integer> drawn = drawn(Draws.at(ROWS, TOKEN, 0, 2, 1, k));

    assertThat(drawn).containsExactlyInAnyOrderElementsOf(ranked().subList(0, k));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0001, 0.3, 0.8})
  void topPDrawsFromTheSmallestSetThatReachesIt(double p) {
    List<Integer> drawn = drawn(Draws.at(ROWS, TOKEN, 0, 1, p, 0));

    double[] probabilities = probabilities(1);
    int size = 0;
    for (double sum = 0; sum < p; size++) {
      sum += probabilities[ranked().get(size)];
    }
    assertThat(drawn).isSubsetOf(ranked().subList(0, size));
    assertThat(drawn).contains(ranked().getFirst());
  }

  @Test
  void aRowWithoutAFilterDrawsTheSameBesideARowWithOne() {
    Inputs plain = Draws.at(ROWS, TOKEN, 0, 1, 1, 0);
    Inputs mixed = Draws.at(ROWS, TOKEN, 0, 1, 1, 0);
    mixed.topKs()[ROWS - 1] = 2;
    Inputs filtered =
        new Inputs(
            mixed.tokens(),
            mixed.positions(),
            mixed.draws(),
            mixed.temperatures(),
            mixed.topPs(),
            mixed.topKs(),
            true);

    long[] alone = step(plain);

    assertThat(Arrays.copyOf(step(filtered), ROWS - 1)).isEqualTo(Arrays.copyOf(alone, ROWS - 1));
  }

  private long[] step(Inputs inputs) {
    return model.step(model.newCache(ROWS, 1), inputs);
  }

  private int[] counts(Inputs inputs) {
    int[] counts = new int[logits.length];
    for (long token : step(inputs)) {
      counts[(int) token]++;
    }
    return counts;
  }

  private List<Integer> drawn(Inputs inputs) {
    int[] counts = counts(inputs);
    return IntStream.range(0, counts.length).filter(t -> counts[t] > 0).boxed().toList();
  }

  private List<Integer> ranked() {
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted(Comparator.comparingDouble(token -> -logits[token]))
        .toList();
  }

  private double[] probabilities(double temperature) {
    double most = Arrays.stream(logits).max().orElseThrow();
    double[] mass =
        Arrays.stream(logits).map(logit -> Math.exp((logit - most) / temperature)).toArray();
    double sum = Arrays.stream(mass).sum();
    return Arrays.stream(mass).map(m -> m / sum).toArray();
  }
}
