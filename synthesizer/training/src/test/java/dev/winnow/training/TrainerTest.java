package dev.winnow.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.training.problem.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final TrainingConfig TINY =
      new TrainingConfig(3, 3, 4, 3e-3, 1, 280, 16, 2, 2, Map.of(Family.ADD, 2, Family.TIMES, 1));

  @TempDir Path directory;

  @Test
  void theSameConfigGivesTheSameBytes() throws Exception {
    Trainer.train(TINY, directory.resolve("a"), TrainerTest::ignore);

    Trainer.train(TINY, directory.resolve("b"), TrainerTest::ignore);

    assertThat(files("a")).hasSize(5).isEqualTo(files("b"));
  }

  @Test
  void anotherSeedGivesOtherWeights() throws Exception {
    Trainer.train(TINY, directory.resolve("a"), TrainerTest::ignore);

    Trainer.train(TINY.withSeed(4), directory.resolve("b"), TrainerTest::ignore);

    assertThat(files("a").get("model.safetensors"))
        .isNotEqualTo(files("b").get("model.safetensors"));
  }

  @Test
  void theLossFalls() throws Exception {
    List<Double> losses = new ArrayList<>();

    Trainer.train(TINY.withSteps(80), directory, (step, loss, tokens) -> losses.add(loss));

    assertThat(losses).hasSize(80);
    assertThat(losses.getFirst()).isBetween(Math.log(280) - 1, Math.log(280) + 1);
    assertThat(mean(losses.subList(70, 80))).isLessThan(0.75 * mean(losses.subList(0, 10)));
  }

  @Test
  void theListenerHearsOfEveryStepInOrder() throws Exception {
    List<Integer> steps = new ArrayList<>();
    List<Long> seen = new ArrayList<>();

    Trainer.train(
        TINY,
        directory,
        (step, loss, tokens) -> {
          steps.add(step);
          seen.add(tokens);
        });

    assertThat(steps).containsExactly(1, 2, 3);
    assertThat(seen).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void interruptedTrainingLeavesTheOldModelAsItWas() throws Exception {
    Trainer.train(TINY, directory.resolve("a"), TrainerTest::ignore);
    Map<String, String> before = files("a");

    assertThatThrownBy(
            () ->
                Trainer.train(
                    TINY.withSeed(5).withSteps(100),
                    directory.resolve("a"),
                    (step, loss, tokens) -> Thread.currentThread().interrupt()))
        .isInstanceOf(InterruptedException.class)
        .hasMessageContaining("step 2");

    assertThat(files("a")).isEqualTo(before);
  }

  @Test
  void interruptedTrainingLeavesNothingHalfWritten() throws Exception {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Trainer.train(TINY, directory.resolve("a"), TrainerTest::ignore))
        .isInstanceOf(InterruptedException.class);

    assertThat(files("a")).isEmpty();
  }

  @Test
  void aFileThatCannotBeReplacedLeavesNoTemporaryFile() throws Exception {
    Files.createDirectories(directory.resolve("a/model.safetensors/in-the-way"));

    assertThatThrownBy(() -> Trainer.train(TINY, directory.resolve("a"), TrainerTest::ignore))
        .isInstanceOf(IOException.class);

    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private Map<String, String> files(String name) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      files.forEach(file -> contents.put(file.getFileName().toString(), hex(file)));
    }
    return contents;
  }

  private static String hex(Path file) {
    try {
      return HexFormat.of().formatHex(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ignore(int step, double loss, long tokens) {}
}
