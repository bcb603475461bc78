package dev.winnow.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.training.TuningExample.Preference;
import dev.winnow.training.TuningExample.Supervised;
import dev.winnow.training.problem.Family;
import dev.winnow.transformer.LlamaModel;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunerTest {
  @TempDir static Path models;
  @TempDir Path directory;

  @BeforeAll
  static void trainTheModelToStartFrom() throws Exception {
    TrainingConfig tiny =
        new TrainingConfig(3, 3, 4, 3e-3, 1, 280, 16, 2, 2, Map.of(Family.ADD, 1));
    Trainer.train(tiny, base(), (step, loss, tokens) -> {});
  }

  @Test
  void learnsTheAnswers() throws Exception {
    Losses losses = new Losses();

    TuningReport report = Tuner.train(config(40, 0, 1000), base(), sums(20), directory, losses);

    assertThat(losses.steps.getFirst()).isBetween(3.0, 7.0);
    assertThat(losses.steps.getLast()).isLessThan(0.8 * losses.steps.getFirst());
    assertThat(report.learned()).isEqualTo(20);
    assertThat(report.fill()).isGreaterThan(0.6);
  }

  @Test
  void theResultIsAModelThatTheSamplerLoads() throws Exception {
    Tuner.train(config(1, 0, 1000), base(), sums(4), directory, new Losses());

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "config.json",
              "generation_config.json",
              "model.safetensors",
              "model_version.json",
              "tokenizer.json",
              "tokenizer_config.json");
    }
    try (LlamaModel model =
        new LlamaModel(new ModelDirectory(directory), new Placement("cpu", "float32"))) {
      assertThat(model.context()).isEqualTo(TrainingConfig.CONTEXT);
    }
  }

  @Test
  void anInterruptedRunEndsWithTheSameBytes() throws Exception {
    TuningConfig config = config(4, 0.2, 3);
    Path whole = directory.resolve("whole");
    Path broken = directory.resolve("broken");
    Tuner.train(config, base(), sums(40), whole, new Losses());
    Losses first = new Losses();
    first.interruptAt = 5;

    assertThatThrownBy(() -> Tuner.train(config, base(), sums(40), broken, first))
        .isInstanceOf(InterruptedException.class);
    Losses second = new Losses();
    Tuner.train(config, base(), sums(40), broken, second);

    assertThat(second.done).isBetween(1, 4);
    assertThat(broken.resolve("model.safetensors"))
        .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
    assertThat(broken.resolve(TuningCheckpoint.NAME)).doesNotExist();
  }

  @Test
  void theCheckpointOfAnotherRunIsRefused() {
    Losses first = new Losses();
    first.interruptAt = 5;
    assertThatThrownBy(() -> Tuner.train(config(4, 0, 3), base(), sums(40), directory, first))
        .isInstanceOf(InterruptedException.class);

    assertThatThrownBy(
            () -> Tuner.train(config(4, 0, 3), base(), sums(41), directory, new Losses()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another run")
        .hasMessageContaining("delete it");
  }

  @Test
  void aCheckpointThatIsCutOffIsRefusedWithTheRemedy() throws Exception {
    Losses first = new Losses();
    first.interruptAt = 5;
    assertThatThrownBy(() -> Tuner.train(config(4, 0, 3), base(), sums(40), directory, first))
        .isInstanceOf(InterruptedException.class);
    Path checkpoint = directory.resolve(TuningCheckpoint.NAME);
    byte[] whole = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(
            () -> Tuner.train(config(4, 0, 3), base(), sums(40), directory, new Losses()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged")
        .hasMessageContaining("delete it");
  }

  @Test
  void theDirectoryOfATrainingThatRunsIsRefusedAndFreeAtItsEnd() throws Exception {
    try (TrainingLock running = TrainingLock.of(directory)) {
      assertThat(running).isNotNull();
      assertThatThrownBy(
              () -> Tuner.train(config(1, 0, 3), base(), sums(4), directory, new Losses()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another training");
    }

    Tuner.train(config(1, 0, 3), base(), sums(4), directory, new Losses());

    assertThat(directory.resolve("model.safetensors")).exists();
  }

  @Test
  void theBestEpochIsWrittenAndWorseOnesEndTheRun() throws Exception {
    Losses losses = new Losses();

    TuningConfig tooFast = new TuningConfig(5, 60, 512, 0.3, 0, 0.3, 2, 1000, 0.1, 0);

    TuningReport report = Tuner.train(tooFast, base(), sums(12), directory, losses);

    assertThat(losses.measured).hasSizeLessThan(60);
    double best = losses.measured.stream().mapToDouble(loss -> loss).min().orElseThrow();
    assertThat(report.bestLoss()).isEqualTo(best);
    assertThat(losses.measured.get(report.bestEpoch() - 1)).isEqualTo(best);
  }

  @Test
  void textsOfOneRowDoNotSeeEachOther() throws Exception {
    Losses packed = new Losses();
    Losses alone = new Losses();
    List<Supervised> one = sums(1);

    Tuner.train(config(1, 0, 1000), base(), one, directory.resolve("alone"), alone);
    List<Supervised> twice = List.of(one.getFirst(), one.getFirst(), one.getFirst());
    Tuner.train(config(1, 0, 1000), base(), twice, directory.resolve("packed"), packed);

    assertThat(packed.steps).hasSize(1);
    assertThat(packed.steps.getFirst()).isCloseTo(alone.steps.getFirst(), within(1e-5));
  }

  @Test
  void preferencesBeginUndecidedAndAreLearned() throws Exception {
    List<Preference> pairs =
        IntStream.range(0, 12)
            .mapToObj(i -> new Preference(chat(i), "It is " + 2 * i, "It is " + (2 * i + 1)))
            .toList();
    Losses losses = new Losses();

    TuningReport report = Tuner.train(config(30, 0, 1000), base(), pairs, directory, losses);

    assertThat(losses.steps.getFirst()).isCloseTo(Math.log(2), within(1e-5));
    assertThat(losses.steps.getLast()).isLessThan(0.6);
    assertThat(report.learned()).isEqualTo(12);
  }

  @Test
  void examplesLongerThanTheContextAreLeftOutAndCounted() throws Exception {
    List<Supervised> examples = new ArrayList<>(sums(3));
    examples.add(new Supervised(chat(1), "7 ".repeat(400)));

    TuningReport report =
        Tuner.train(config(1, 0, 1000), base(), examples, directory, new Losses());

    assertThat(report.tooLong()).isEqualTo(1);
    assertThat(report.learned()).isEqualTo(3);
  }

  @Test
  void nothingToLearnFromIsSaid() {
    assertThatThrownBy(
            () -> Tuner.train(config(1, 0, 1), base(), List.of(), directory, new Losses()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to learn from");
  }

  private static Path base() {
    return models.resolve("base");
  }

  private static TuningConfig config(int epochs, double heldOut, int checkpointSteps) {
    return new TuningConfig(5, epochs, 512, 3e-3, 0.1, heldOut, 2, checkpointSteps, 0.1, 0);
  }

  private static List<Supervised> sums(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Supervised(chat(i), "It is " + 2 * i))
        .toList();
  }

  private static List<Map<String, Object>> chat(int number) {
    return List.of(Map.of("role", "user", "content", "What is %d + %d?".formatted(number, number)));
  }

  /** Notes what a run says. */
  private static final class Losses implements TuningListener {
    final List<Double> steps = new ArrayList<>();
    final List<Double> measured = new ArrayList<>();
    int interruptAt = -1;
    int done;

    @Override
    public void onStart(int all, int already) {
      done = already;
    }

    @Override
    public void onStep(int step, double loss, long tokens) {
      steps.add(loss);
      if (step == interruptAt) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onMeasured(int epoch, double loss) {
      measured.add(loss);
    }
  }
}
