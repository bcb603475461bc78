package dev.winnow.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.training.problem.Family;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTunerTest {
  private static final int ROWS = 90;
  private static final long ALL = Long.MAX_VALUE;
  private static final String WEIGHTS = "model.safetensors";

  @TempDir static Path models;
  @TempDir Path directory;

  @BeforeAll
  static void trainTheModelToStartFrom() throws Exception {
    TrainingConfig tiny =
        new TrainingConfig(3, 3, 4, 3e-3, 1, 280, 16, 2, 2, Map.of(Family.ADD, 1));
    Trainer.train(tiny, base(), (step, loss, tokens) -> {});
  }

  @Test
  void learnsEachRowOnce() throws Exception {
    Said said = new Said();

    StreamTuningReport report = train(directory, rows(1), ALL, said);

    assertThat(report.learned()).isEqualTo(ROWS);
    assertThat(report.isStopped()).isFalse();
    assertThat(said.rows.getLast()).isEqualTo(ROWS);
    assertThat(logged(directory)).containsExactlyInAnyOrderElementsOf(ids(ROWS));
    assertThat(directory.resolve(WEIGHTS)).exists();
  }

  @Test
  void aRunThatWasStoppedEndsWithTheSameBytesAsOneThatWasNot() throws Exception {
    Path whole = directory.resolve("whole");
    Path stopped = directory.resolve("stopped");
    train(whole, new ListedRows(1, ROWS, 1), ALL, new Said());

    StreamTuningReport first =
        train(stopped, new ListedRows(1, ROWS, 1).stopAfter(50), ALL, new Said());
    StreamTuningReport second = train(stopped, new ListedRows(1, ROWS, 1), ALL, new Said());

    assertThat(first.isStopped()).isTrue();
    assertThat(first.learned()).isBetween(1L, 50L);
    assertThat(second.learned()).isEqualTo(ROWS);
    assertThat(stopped.resolve(WEIGHTS)).hasSameBinaryContentAs(whole.resolve(WEIGHTS));
  }

  @Test
  void aRunThatDiedTakesTheLogsStepsAgainHoweverTheRowsArriveNow() throws Exception {
    Path died = directory.resolve("died");
    for (int life = 0; life < 4; life++) {
      ListedRows rows = rows(life).failAfter(18 + life);
      assertThatThrownBy(() -> train(died, rows, ALL, new Said()))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    train(died, rows(17), ALL, new Said());
    Path replayed = Files.createDirectory(directory.resolve("replayed"));
    Files.copy(died.resolve(RowLog.NAME), replayed.resolve(RowLog.NAME));

    train(replayed, rows(99), ALL, new Said());

    assertThat(logged(died)).containsExactlyInAnyOrderElementsOf(ids(ROWS));
    assertThat(replayed.resolve(WEIGHTS)).hasSameBinaryContentAs(died.resolve(WEIGHTS));
    assertThat(replayed.resolve(RowLog.NAME)).hasSameBinaryContentAs(died.resolve(RowLog.NAME));
  }

  @Test
  void goesOnAfterItsEndWithTheRowsThatHaveComeSince() throws Exception {
    train(directory, new ListedRows(3, 40, 1), ALL, new Said());

    StreamTuningReport report = train(directory, rows(1), ALL, new Said());

    assertThat(report.learned()).isEqualTo(ROWS);
    assertThat(logged(directory)).containsExactlyInAnyOrderElementsOf(ids(ROWS));
  }

  @Test
  void endsAfterTheMostRowsThatItMayTake() throws Exception {
    train(directory, rows(1), 31, new Said());
    StreamTuningReport again = train(directory, rows(1), 31, new Said());

    assertThat(again.learned()).isEqualTo(31);
    assertThat(logged(directory)).hasSize(31);
  }

  @Test
  void rowsOfPromptsHeldOutAreMeasuredAndNotLearned() throws Exception {
    Said said = new Said();

    StreamTuningReport report =
        StreamTuner.train(config(0.3), base(), rows(1), directory, ALL, said);

    assertThat(report.heldOut()).isBetween(10L, 50L);
    assertThat(report.learned() + report.heldOut()).isEqualTo(ROWS);
    assertThat(said.measured).isNotEmpty().allMatch(Double::isFinite);
    assertThat(report.heldOutLoss()).hasValue(said.measured.getLast());
  }

  @Test
  void rowsThatCannotBeLearnedAreLeftOutAndCounted() throws Exception {
    StreamedRow tooLong =
        new StreamedRow(
            0,
            0,
            "long",
            new TuningExample.Supervised(ListedRows.sum(1).messages(), "7 ".repeat(900)));
    RowStream one =
        new RowStream() {
          private boolean isRead;

          @Override
          public String id() {
            return "one";
          }

          @Override
          public void seek(Map<Integer, Long> next) {
            isRead = !next.isEmpty();
          }

          @Override
          public java.util.Optional<StreamedRow> next() {
            boolean was = isRead;
            isRead = true;
            return was ? java.util.Optional.empty() : java.util.Optional.of(tooLong);
          }

          @Override
          public StreamedRow at(int partition, long offset) {
            throw new IllegalStateException("nothing is taken again");
          }
        };

    StreamTuningReport report = train(directory, one, ALL, new Said());

    assertThat(report.leftOut()).isEqualTo(1);
    assertThat(report.steps()).isZero();
  }

  @Test
  void theDirectoryOfAnotherStreamIsRefused() throws Exception {
    train(directory, rows(1), 20, new Said());

    assertThatThrownBy(() -> train(directory, rows(1).named("created again"), ALL, new Said()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another run");
  }

  @Test
  void theDirectoryOfATrainingThatRunsIsRefused() throws Exception {
    try (TrainingLock running = TrainingLock.of(directory)) {
      assertThat(running).isNotNull();
      assertThatThrownBy(() -> train(directory, rows(1), ALL, new Said()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another training");
    }
  }

  @Test
  void aStepThatWasNotWrittenWholeIsDropped() throws Exception {
    train(directory, rows(1), ALL, new Said());
    byte[] whole = Files.readAllBytes(directory.resolve(RowLog.NAME));
    Path cut = Files.createDirectory(directory.resolve("cut"));
    Files.write(cut.resolve(RowLog.NAME), java.util.Arrays.copyOf(whole, whole.length - 30));

    StreamTuningReport report = train(cut, rows(1), ALL, new Said());

    assertThat(report.learned()).isEqualTo(ROWS);
    assertThat(logged(cut)).containsExactlyInAnyOrderElementsOf(ids(ROWS));
  }

  private static StreamTuningReport train(Path directory, RowStream rows, long maxRows, Said said)
      throws Exception {
    return StreamTuner.train(config(0), base(), rows, directory, maxRows, said);
  }

  private static ListedRows rows(long seed) {
    return new ListedRows(3, ROWS, seed);
  }

  private static Path base() {
    return models.resolve("base");
  }

  private static TuningConfig config(double heldOut) {
    return new TuningConfig(5, 1, 300, 3e-3, 0.1, heldOut, 2, 2, 0.1, 0);
  }

  private static List<String> ids(int rows) {
    return IntStream.range(0, rows).mapToObj(row -> "row " + row).toList();
  }

  private static List<String> logged(Path directory) throws Exception {
    return Files.readAllLines(directory.resolve(RowLog.NAME)).stream()
        .filter(line -> !line.isEmpty())
        .map(line -> line.split("\t")[4])
        .toList();
  }

  /** Notes what a run says. */
  private static final class Said implements StreamTuningListener {
    final List<Long> rows = new ArrayList<>();
    final List<Double> measured = new ArrayList<>();

    @Override
    public void onRows(long taken) {
      rows.add(taken);
    }

    @Override
    public void onStep(int step, double loss, long tokens) {
      assertThat(loss).isFinite();
    }

    @Override
    public void onMeasured(int step, double loss) {
      measured.add(loss);
    }
  }
}
