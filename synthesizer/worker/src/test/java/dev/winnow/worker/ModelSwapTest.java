package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.schemas.testing.Records;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSwapTest {
  @TempDir private Path directory;

  private final List<VersionedEngine> opened = new ArrayList<>();
  private final SwapMeter meter = new SwapMeter(StageMetrics.off(), "pool");
  private Runnable whileLoading = () -> {};
  private Instant now = Records.NOW;
  private Path link;
  private CurrentEngine engine;
  private ModelSwap swap;

  @BeforeEach
  void openTheFirstModel() throws IOException {
    link = directory.resolve("current");
    pointTo(model("1"));
    EngineSource source = new EngineSource(this::open, Optional.of(link));
    Optional<ModelFilesState> loaded = ModelSwap.stateOf(link);
    engine = new CurrentEngine(source.get());
    swap = new ModelSwap(source, link, loaded, engine, meter, () -> now);
  }

  @Test
  void aModelThatStaysIsNotLoadedAgain() {
    look(5);

    assertThat(opened).hasSize(1);
  }

  @Test
  void aChangedLinkSwapsTheModelOnce() throws IOException {
    pointTo(model("2"));

    look(5);

    assertThat(version()).isEqualTo(2);
    assertThat(opened).hasSize(2);
    assertThat(opened.getFirst().isClosed).isTrue();
    assertThat(meter.problem()).isEmpty();
  }

  @Test
  void filesThatAreWrittenInTheSameDirectorySwapTheModelToo() throws IOException {
    Files.writeString(link.resolve("config.json"), "22");

    look(3);

    assertThat(version()).isEqualTo(22);
  }

  @Test
  void otherFilesInTheDirectoryDoNotMatter() throws IOException {
    Files.writeString(link.resolve("checkpoint.bin"), "of a training");

    look(3);

    assertThat(opened).hasSize(1);
  }

  @Test
  void filesThatStillChangeAreWaitedFor() throws IOException {
    for (int i = 2; i < 6; i++) {
      Files.writeString(link.resolve("config.json"), "1".repeat(i));
      look(1);
    }

    assertThat(opened).hasSize(1);
  }

  @Test
  void aModelThatChangesWhileItIsLoadedIsDropped() throws IOException {
    pointTo(model("2"));
    whileLoading =
        () -> {
          whileLoading = () -> {};
          write(link.resolve("more.json"), "3");
        };

    look(2);
    int versionAfterTheFirst = version();
    look(2);

    assertThat(versionAfterTheFirst).isEqualTo(1);
    assertThat(version()).isEqualTo(2);
    assertThat(opened).hasSize(3);
    assertThat(opened.get(1).isClosed).isTrue();
  }

  @Test
  void aModelThatDoesNotLoadLeavesTheOldOneAndSaysSo() throws IOException {
    pointTo(model("broken"));

    look(10);

    assertThat(version()).isEqualTo(1);
    assertThat(opened.getFirst().isClosed).isFalse();
    assertThat(meter.problem())
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("versioned@1 goes on").contains("broken"));
  }

  @Test
  void afterAFailureTheNextChangeIsTried() throws IOException {
    pointTo(model("broken"));
    look(3);

    pointTo(model("3"));
    look(3);

    assertThat(version()).isEqualTo(3);
    assertThat(meter.problem()).isEmpty();
  }

  @Test
  void aModelThatDidNotLoadIsTriedAgainAfterMinutes() throws IOException {
    Path later = model("broken");
    pointTo(later);
    look(3);
    boolean[] loads = {false};
    whileLoading = () -> loads[0] = true;

    look(3);
    boolean triedAtOnce = loads[0];
    now = now.plus(Duration.ofMinutes(6));
    look(1);

    assertThat(triedAtOnce).isFalse();
    assertThat(loads[0]).isTrue();
  }

  @Test
  void goingBackToTheModelThatSamplesEndsTheComplaint() throws IOException {
    pointTo(model("broken"));
    look(3);

    pointTo(directory.resolve("model-1"));
    look(2);

    assertThat(meter.problem()).isEmpty();
    assertThat(opened).hasSize(1);
  }

  @Test
  void aDirectoryThatIsGoneLeavesTheModelAndSaysSo() throws IOException {
    Files.delete(link);

    look(2);

    assertThat(version()).isEqualTo(1);
    assertThat(meter.problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("does not exist"));
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      swap.look();
    }
  }

  private int version() {
    return engine.now().modelVersion().orElseThrow();
  }

  private Engine open() {
    whileLoading.run();
    try {
      VersionedEngine next =
          new VersionedEngine(Integer.parseInt(Files.readString(link.resolve("config.json"))));
      opened.add(next);
      return next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path model(String content) throws IOException {
    Path model = Files.createDirectory(directory.resolve("model-" + content));
    Files.writeString(model.resolve("config.json"), content);
    return model;
  }

  private void pointTo(Path model) throws IOException {
    Path aside = directory.resolve("next");
    Files.createSymbolicLink(aside, model);
    Files.move(aside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
