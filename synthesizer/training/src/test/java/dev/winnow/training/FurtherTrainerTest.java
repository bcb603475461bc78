package dev.winnow.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.training.problem.Family;
import dev.winnow.transformer.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FurtherTrainerTest {
  private static final FurtherTrainingConfig TINY =
      new FurtherTrainingConfig(5, 60, 8, 3e-3, 5, Map.of(Family.ADD, 1));

  @TempDir static Path sampler;
  @TempDir Path directory;

  @BeforeAll
  static void trainSampler() throws Exception {
    TrainingConfig config =
        new TrainingConfig(3, 5, 8, 3e-3, 0, 280, 16, 2, 2, Map.of(Family.ADD, 1));
    Trainer.train(config, sampler, FurtherTrainerTest::ignore);
  }

  @Test
  void theModelLearnsFurther() throws Exception {
    List<Double> losses = new ArrayList<>();

    FurtherTrainer.train(TINY, sampler, directory, (step, loss, tokens) -> losses.add(loss));

    assertThat(losses).hasSize(60);
    assertThat(losses.getLast()).isLessThan(0.7 * losses.getFirst());
    assertThat(weights(directory)).isNotEqualTo(weights(sampler));
    assertThat(directory.resolve("tokenizer.json"))
        .hasSameBinaryContentAs(sampler.resolve("tokenizer.json"));
    assertThat(directory.resolve("config.json"))
        .hasSameBinaryContentAs(sampler.resolve("config.json"));
  }

  @Test
  void theSameConfigAndModelGiveTheSameBytes() throws Exception {
    FurtherTrainer.train(
        TINY.withSteps(3), sampler, directory.resolve("a"), FurtherTrainerTest::ignore);

    FurtherTrainer.train(
        TINY.withSteps(3), sampler, directory.resolve("b"), FurtherTrainerTest::ignore);

    assertThat(weights(directory.resolve("a"))).isEqualTo(weights(directory.resolve("b")));
  }

  @Test
  void aModelThatIsNotThereIsRefusedByItsName() {
    Path missing = directory.resolve("missing");

    assertThatThrownBy(
            () -> FurtherTrainer.train(TINY, missing, directory, FurtherTrainerTest::ignore))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("missing");
  }

  private static byte[] weights(Path model) throws IOException {
    return Files.readAllBytes(model.resolve("model.safetensors"));
  }

  private static void ignore(int step, double loss, long tokens) {}
}
