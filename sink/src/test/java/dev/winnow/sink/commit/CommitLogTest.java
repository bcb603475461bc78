package dev.winnow.sink.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogTest {
  private static final PartitionId PARTITION = new PartitionId("winnow.accepted", 0);

  private static final Source SOURCE = new Source("cluster", Map.of("winnow.accepted", "first-id"));

  @TempDir Path datasets;

  private static DataFile file(long first, long last) {
    String path = "arithmetic/accepted/part-winnow.accepted-0-%d-%d.jsonl".formatted(first, last);
    return new DataFile(
        path, "arithmetic", "accepted", "winnow.accepted", 0, first, last, 4, "", RowStats.NONE);
  }

  private static Commit commit(long first, long last) {
    return new Commit(Map.of(PARTITION, last + 1), List.of(file(first, last)), 0, SOURCE);
  }

  private static void write(CommitLog log, DataFile file) throws IOException {
    Files.writeString(log.newAside(file.path()), "row\n");
  }

  private Path place(DataFile file) {
    return datasets.resolve(file.path());
  }

  private Path logFile() {
    return datasets.resolve(".sink/commits.jsonl");
  }

  private void commitOnce(long first, long last) throws IOException {
    try (CommitLog log = new CommitLog(datasets)) {
      write(log, file(first, last));
      log.commit(commit(first, last));
    }
  }

  @Test
  void aFileHasItsFinalNameOnlyOnceItIsCommitted() throws IOException {
    try (CommitLog log = new CommitLog(datasets)) {
      write(log, file(0, 9));
      assertThat(place(file(0, 9))).doesNotExist();

      log.commit(commit(0, 9));

      assertThat(place(file(0, 9))).hasContent("row");
      assertThat(log.next(PARTITION)).isEqualTo(10);
    }
  }

  @Test
  void commitsSurviveARestart() throws IOException {
    commitOnce(0, 9);

    try (CommitLog log = new CommitLog(datasets)) {
      assertThat(CommitLog.readAll(datasets)).containsExactly(commit(0, 9));
      assertThat(log.next(PARTITION)).isEqualTo(10);
    }
  }

  @Test
  void whatWasNotCommittedIsGoneAfterARestart() throws IOException {
    try (CommitLog log = new CommitLog(datasets)) {
      write(log, file(0, 9));
    }

    try (CommitLog log = new CommitLog(datasets)) {
      assertThat(datasets.resolve(".sink/aside")).isEmptyDirectory();
      assertThat(log.next(PARTITION)).isZero();
    }
  }

  @Test
  void renamesThatACrashLeftUndoneAreDoneAtTheNextStart() throws IOException {
    commitOnce(0, 9);
    Path aside = datasets.resolve(".sink/aside").resolve(CommitLog.asideName(file(0, 9).path()));
    Files.move(place(file(0, 9)), aside);

    new CommitLog(datasets).close();

    assertThat(place(file(0, 9))).hasContent("row");
    assertThat(aside).doesNotExist();
  }

  @Test
  void aLineThatWasCutOffWasNeverACommit() throws IOException {
    commitOnce(0, 9);
    String line = Files.readString(logFile()).replace(":10}", ":20}");
    for (int cut : new int[] {1, line.length() / 2, line.length() - 1}) {
      Files.writeString(logFile(), line.substring(0, cut), StandardOpenOption.APPEND);

      try (CommitLog log = new CommitLog(datasets)) {
        assertThat(log.next(PARTITION)).as("cut at %d", cut).isEqualTo(10);
      }
    }
    commitOnce(10, 19);
    assertThat(CommitLog.readAll(datasets)).containsExactly(commit(0, 9), commit(10, 19));
  }

  @Test
  void aCommitThatIsOlderThanACountHasNoneOfIt() throws IOException {
    commitOnce(0, 9);
    String line = Files.readString(logFile());
    Files.writeString(logFile(), line.replace("\"selected\":0,", ""));
    assertThat(logFile()).content().isNotEqualTo(line);

    assertThat(CommitLog.readAll(datasets)).containsExactly(commit(0, 9));
  }

  @Test
  void aDamagedLineIsRefusedWithItsPlace() throws IOException {
    commitOnce(0, 9);
    Files.writeString(logFile(), "{\"next\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> new CommitLog(datasets))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("commits.jsonl is damaged at commit 2");
  }

  @Test
  void aCommittedFileThatIsMissingOrCutIsRefused() throws IOException {
    commitOnce(0, 9);
    Files.writeString(place(file(0, 9)), "ro");

    assertThatThrownBy(() -> new CommitLog(datasets))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("restore it");

    Files.delete(place(file(0, 9)));
    assertThatThrownBy(() -> new CommitLog(datasets)).isInstanceOf(IOException.class);
  }

  @Test
  void offsetsNeverMoveBackAndNeverOverlap() throws IOException {
    try (CommitLog log = new CommitLog(datasets)) {
      write(log, file(0, 9));
      log.commit(commit(0, 9));

      assertThatThrownBy(() -> log.commit(commit(0, 9))).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> log.commit(commit(5, 14)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("does not cover");
      assertThatThrownBy(() -> log.commit(commit(11, 14)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(CommitLog.readAll(datasets)).containsExactly(commit(0, 9));
  }

  @Test
  void aSecondSinkIsRefusedUntilTheFirstHasGone() throws IOException {
    CommitLog first = new CommitLog(datasets);
    assertThatThrownBy(() -> new CommitLog(datasets))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another sink is writing to");

    first.close();

    new CommitLog(datasets).close();
  }

  @Test
  void aZombieThatLostTheDirectoryCannotCommit() throws IOException {
    try (CommitLog zombie = new CommitLog(datasets)) {
      write(zombie, file(0, 9));
      Files.writeString(logFile(), "{}\n", StandardOpenOption.APPEND);

      assertThatThrownBy(() -> zombie.commit(commit(0, 9)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another sink committed");
    }
    assertThat(place(file(0, 9))).doesNotExist();
  }

  @Test
  void aTopicThatWasCreatedAgainIsRefused() throws IOException {
    commitOnce(0, 9);

    try (CommitLog log = new CommitLog(datasets)) {
      assertThatThrownBy(
              () ->
                  log.requireSource(new Source("cluster", Map.of("winnow.accepted", "second-id"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("'winnow.accepted' was deleted and created again")
          .hasMessageContaining("--datasets");
    }
  }

  @Test
  void anotherClusterIsRefused() throws IOException {
    commitOnce(0, 9);

    try (CommitLog log = new CommitLog(datasets)) {
      assertThatThrownBy(() -> log.requireSource(new Source("other", SOURCE.topics())))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("from the Kafka cluster cluster, and this one is other");
    }
  }

  @Test
  void aCommitFromAnotherSourceIsRefusedWhileTheSinkRuns() throws IOException {
    commitOnce(0, 9);
    Source other = new Source("cluster", Map.of("winnow.accepted", "second-id"));

    try (CommitLog log = new CommitLog(datasets)) {
      write(log, file(10, 19));
      assertThatThrownBy(
              () -> log.commit(new Commit(Map.of(PARTITION, 20L), List.of(file(10, 19)), 0, other)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(log.next(PARTITION)).isEqualTo(10);
    }
  }

  @Test
  void aLogThatIsOlderThanTheSourceTakesAnySource() throws IOException {
    commitOnce(0, 9);
    String line = Files.readString(logFile());
    Files.writeString(logFile(), line.replaceAll(",\"source\":\\{.*?\\}\\}", ""));
    assertThat(logFile()).content().isNotEqualTo(line);

    try (CommitLog log = new CommitLog(datasets)) {
      log.requireSource(new Source("other", Map.of()));
      assertThat(log.next(PARTITION)).isEqualTo(10);
    }
  }

  @Test
  void aDatasetWhoseFilesAreGoneStartsAgainOnceItIsDropped() throws IOException {
    commitOnce(0, 9);
    Files.delete(place(file(0, 9)));
    assertThatThrownBy(() -> new CommitLog(datasets))
        .hasMessageContaining("winnow drop --datasets")
        .hasMessageContaining("arithmetic/accepted");

    assertThat(CommitLog.drop(datasets, "arithmetic", Optional.of("accepted")))
        .containsExactly("arithmetic/accepted");

    try (CommitLog log = new CommitLog(datasets)) {
      assertThat(log.next(PARTITION)).isEqualTo(10);
    }
    assertThat(CommitLog.readAll(datasets)).allMatch(commit -> commit.files().isEmpty());
    assertThat(CommitLog.dropped(datasets))
        .isEqualTo(Map.of("arithmetic/accepted", Map.of(PARTITION, 10L)));
  }

  @Test
  void rowsThatComeAfterADropAreWritten() throws IOException {
    commitOnce(0, 9);
    CommitLog.drop(datasets, "arithmetic", Optional.empty());
    assertThat(datasets.resolve("arithmetic")).doesNotExist();

    commitOnce(10, 19);

    assertThat(place(file(10, 19))).hasContent("row");
    assertThat(CommitLog.readAll(datasets).getLast().files()).containsExactly(file(10, 19));
  }

  @Test
  void whatIsNoDatasetCannotBeDropped() throws IOException {
    commitOnce(0, 9);

    assertThatThrownBy(() -> CommitLog.drop(datasets, "../arithmetic", Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there are [arithmetic/accepted]");
    assertThat(place(file(0, 9))).exists();
  }

  @Test
  void aDatasetIsNotDroppedUnderARunningSink() throws IOException {
    commitOnce(0, 9);

    try (CommitLog running = new CommitLog(datasets)) {
      assertThatThrownBy(() -> CommitLog.drop(datasets, "arithmetic", Optional.empty()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another sink is writing");
      assertThat(running.next(PARTITION)).isEqualTo(10);
    }
  }
}
