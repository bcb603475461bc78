package dev.winnow.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.pytorch.engine.PtNDArray;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.transformer.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The TorchScript program against the reference, and decoding against the whole forward pass. */
class LlamaModelTest {
  private static final int LENGTH = 48;
  private static final int CAPACITY = 64;
  private static final double TOLERANCE = 1e-4;

  @TempDir Path directory;

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("llama, grouped and tied", TinyModel.llama()),
        Arguments.of("llama, ungrouped and untied", TinyModel.ungrouped()),
        Arguments.of("qwen2, one key head and bias", TinyModel.qwen()),
        Arguments.of("llama 3.1, scaled rotation", TinyModel.llama3()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void theProgramComputesWhatThePapersSay(String name, TinyModel tiny) throws IOException {
    long[] tokens = tokens(tiny, 1);
    try (LlamaModel model = load(tiny.write(directory), "float32")) {

      float[] logits = model.logits(tokens);

      assertClose(logits, flat(new ReferenceLlama(tiny).logits(tokens)), TOLERANCE);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void decodingWithACacheGivesTheLogitsOfTheForwardPass(String name, TinyModel tiny)
      throws IOException {
    try (LlamaModel model = load(tiny.write(directory), "float32")) {
      assertDecodesLikeForward(model, tiny.config().vocabulary());
    }
  }

  @Test
  void theShippedModelDecodesLikeItsForwardPass() {
    try (LlamaModel model = load(Shipped.MODEL, "float32")) {
      assertDecodesLikeForward(model, 512);
    }
  }

  @Test
  void aRowsLogitsDoNotDependOnItsSlotOrOnTheOtherRows() {
    int rows = 16;
    long[] sequence = tokens(512, 5);
    try (LlamaModel model = load(Shipped.MODEL, "float32")) {
      List<PtNDArray> alone = model.newCache(rows, CAPACITY);
      List<PtNDArray> crowded = model.newCache(rows, CAPACITY);
      admit(model, alone, Arrays.copyOf(sequence, 10), 0);
      for (int slot = 0; slot < rows; slot++) {
        admit(model, crowded, tokens(512, 100 + slot), slot);
      }
      admit(model, crowded, Arrays.copyOf(sequence, 10), 11);
      SplittableRandom random = new SplittableRandom(6);
      for (int position = 10; position < LENGTH; position++) {
        long[] tokens = new long[rows];
        long[] positions = new long[rows];
        tokens[0] = sequence[position];
        positions[0] = position;
        float[] expected = row(model.decode(alone, tokens, positions), 0, 512);
        Arrays.setAll(tokens, slot -> random.nextInt(512));
        Arrays.setAll(positions, slot -> random.nextInt(CAPACITY));
        tokens[11] = sequence[position];
        positions[11] = position;

        float[] logits = model.decode(crowded, tokens, positions);

        assertThat(row(logits, 11, 512)).isEqualTo(expected);
      }
    }
  }

  @Test
  void shardsAreReadLikeOneFile() throws IOException {
    TinyModel tiny = TinyModel.qwen();
    try (LlamaModel model = load(tiny.writeSharded(directory), "float32")) {
      assertClose(
          model.logits(tokens(tiny, 1)),
          flat(new ReferenceLlama(tiny).logits(tokens(tiny, 1))),
          TOLERANCE);
    }
  }

  @Test
  void bfloat16RunsOnTheProcessorAndStaysNear() throws IOException {
    TinyModel tiny = TinyModel.llama();
    long[] tokens = tokens(tiny, 1);
    double[][] reference = new ReferenceLlama(tiny).logits(tokens);
    try (LlamaModel model = load(tiny.write(directory), "bfloat16")) {
      List<PtNDArray> cache = model.newCache(2, CAPACITY);
      admit(model, cache, Arrays.copyOf(tokens, 20), 0, 1);
      for (int position = 20; position < LENGTH; position++) {

        long likeliest = model.step(cache, Draws.greedy(2, tokens[position], position))[1];

        assertThat(reference[position][(int) likeliest])
            .isCloseTo(Arrays.stream(reference[position]).max().orElseThrow(), within(0.2));
      }
    }
  }

  /**
   * Two sequences with prompts of different lengths, in slots that others used before, beside empty
   * slots.
   */
  private static void assertDecodesLikeForward(LlamaModel model, int vocabulary) {
    long[][] sequences = {tokens(vocabulary, 2), tokens(vocabulary, 3)};
    int[] prefixes = {20, 1};
    int[] slots = {2, 0};
    List<PtNDArray> cache = model.newCache(4, CAPACITY);
    admit(model, cache, tokens(vocabulary, 4), 0, 2);
    for (int i = 0; i < sequences.length; i++) {
      admit(model, cache, Arrays.copyOf(sequences[i], prefixes[i]), slots[i]);
    }
    float[][] whole = {model.logits(sequences[0]), model.logits(sequences[1])};
    for (int step = 0; step < LENGTH - 20; step++) {
      long[] tokens = new long[4];
      long[] positions = new long[4];
      for (int i = 0; i < sequences.length; i++) {
        positions[slots[i]] = prefixes[i] + step;
        tokens[slots[i]] = sequences[i][prefixes[i] + step];
      }

      float[] logits = model.decode(cache, tokens, positions);

      for (int i = 0; i < sequences.length; i++) {
        assertClose(
            row(logits, slots[i], vocabulary),
            row(whole[i], prefixes[i] + step, vocabulary),
            TOLERANCE);
      }
    }
  }

  private static void admit(LlamaModel model, List<PtNDArray> cache, long[] prompt, long... slots) {
    List<PtNDArray> keysAndValues = model.prefill(prompt);
    model.admit(cache, keysAndValues, slots);
    keysAndValues.forEach(PtNDArray::close);
  }

  private static LlamaModel load(Path directory, String dtype) {
    return new LlamaModel(new ModelDirectory(directory), new Placement("cpu", dtype));
  }

  private static long[] tokens(TinyModel tiny, long seed) {
    return tokens(tiny.config().vocabulary(), seed);
  }

  private static long[] tokens(int vocabulary, long seed) {
    return new SplittableRandom(seed).longs(LENGTH, 0, vocabulary).toArray();
  }

  private static float[] row(float[] matrix, int row, int width) {
    return Arrays.copyOfRange(matrix, row * width, (row + 1) * width);
  }

  private static float[] flat(double[][] rows) {
    double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    float[] flat = new float[all.length];
    for (int i = 0; i < all.length; i++) {
      flat[i] = (float) all[i];
    }
    return flat;
  }

  private static void assertClose(float[] actual, float[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    double largest = 1;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    assertThat(worst / largest).isCloseTo(0, within(tolerance));
  }
}
