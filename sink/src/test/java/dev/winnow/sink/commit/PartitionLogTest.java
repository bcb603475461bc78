package dev.winnow.sink.commit;

import static dev.winnow.sink.commit.TestLogEntries.NOW;
import static dev.winnow.sink.commit.TestLogEntries.claim;
import static dev.winnow.sink.commit.TestLogEntries.commit;
import static dev.winnow.sink.commit.TestLogEntries.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionLogTest {
  private static final byte[] DAMAGED = "{\"number\":".getBytes(StandardCharsets.UTF_8);

  private final MemoryEntries entries = new MemoryEntries();

  private PartitionLog<PartitionHead> sink() throws IOException {
    return PartitionLog.open(entries, new PartitionHead(entries.partition()));
  }

  private PartitionState state() throws IOException {
    return PartitionLog.open(entries, new PartitionState(entries.partition())).view();
  }

  private static EntryRefusal.Reason refused(PartitionLog<?> log, LogEntry entry) {
    RefusedEntryException refused =
        catchThrowableOfType(RefusedEntryException.class, () -> log.append(entry));
    return refused.reason();
  }

  @Test
  void commitsFollowEachOther() throws Exception {
    PartitionLog<PartitionHead> log = sink();
    log.append(claim("a"));
    log.append(commit("a", 0, 10));
    log.append(commit("a", 10, 12));

    assertThat(state().files()).containsExactly(file("a", 0, 9), file("a", 10, 11));
    assertThat(sink().view().next()).isEqualTo(12);
    assertThat(entries.entries.keySet()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aClaimShutsOutTheSinkBefore() throws Exception {
    PartitionLog<PartitionHead> zombie = sink();
    zombie.append(claim("a"));
    PartitionLog<PartitionHead> other = sink();
    other.append(claim("b"));

    assertThat(refused(zombie, commit("a", 0, 10))).isEqualTo(EntryRefusal.Reason.FENCED);
    other.append(commit("b", 0, 5));
    assertThat(refused(zombie, commit("a", 0, 10))).isEqualTo(EntryRefusal.Reason.FENCED);
    assertThat(state().files()).containsExactly(file("b", 0, 4));
  }

  @Test
  void aCommitThatDoesNotFollowIsRefused() throws Exception {
    PartitionLog<PartitionHead> log = sink();
    log.append(claim("a"));
    log.append(commit("a", 0, 10));

    assertThat(refused(log, commit("a", 0, 10))).isEqualTo(EntryRefusal.Reason.ILLEGAL);
    assertThat(refused(log, commit("a", 11, 12))).isEqualTo(EntryRefusal.Reason.ILLEGAL);
    assertThat(refused(log, commit("a", 10, 10))).isEqualTo(EntryRefusal.Reason.ILLEGAL);
  }

  @Test
  void rowsOfAnotherTopicAreRefused() throws Exception {
    PartitionLog<PartitionHead> log = sink();
    log.append(claim("a"));
    Source again = new Source("cluster", "second-id");
    Source elsewhere = new Source("other", "first-id");

    assertThat(refused(log, new LogEntry.Claim("b", again, NOW)))
        .isEqualTo(EntryRefusal.Reason.OTHER_SOURCE);
    assertThat(refused(log, new LogEntry.Commit("a", elsewhere, 0, 1, List.of(), 1, NOW)))
        .isEqualTo(EntryRefusal.Reason.OTHER_SOURCE);
    assertThat(log.view().sourceDifference(again).orElseThrow())
        .contains("deleted and created again");
    assertThat(log.view().sourceDifference(elsewhere).orElseThrow())
        .contains("from the Kafka cluster cluster, and this one is other");
    assertThat(log.view().sourceDifference(new Source("cluster", "")).orElseThrow())
        .contains("does not exist");
  }

  @Test
  void aCompactionBetweenTwoCommitsDisturbsNoSink() throws Exception {
    PartitionLog<PartitionHead> log = sink();
    log.append(claim("a"));
    log.append(commit("a", 0, 10));
    log.append(commit("a", 10, 20));
    PartitionLog<PartitionState> compactor =
        PartitionLog.open(entries, new PartitionState(entries.partition()));
    LogEntry compaction = compaction("m1");
    compactor.append(compaction);

    log.append(commit("a", 20, 30));

    assertThat(state().files()).containsExactly(file("m1", 0, 19), file("a", 20, 29));
    assertThat(state().retired().keySet())
        .containsExactlyInAnyOrder(file("a", 0, 9).path(), file("a", 10, 19).path());
    assertThat(refused(compactor, compaction("m2"))).isEqualTo(EntryRefusal.Reason.OUTDATED);
  }

  private static LogEntry compaction(String writer) {
    return new LogEntry.Compaction(
        List.of(file("a", 0, 9).path(), file("a", 10, 19).path()),
        List.of(file(writer, 0, 19)),
        NOW);
  }

  @Test
  void aCompactionMustKeepEveryRow() throws Exception {
    PartitionLog<PartitionHead> log = sink();
    log.append(claim("a"));
    log.append(commit("a", 0, 10));
    PartitionLog<PartitionState> compactor =
        PartitionLog.open(entries, new PartitionState(entries.partition()));

    assertThat(
            refused(
                compactor,
                new LogEntry.Compaction(
                    List.of(file("a", 0, 9).path()), List.of(file("m", 0, 8)), NOW)))
        .isEqualTo(EntryRefusal.Reason.ILLEGAL);
  }

  @Test
  void aDroppedDatasetKeepsLaterRows() throws Exception {
    PartitionLog<PartitionHead> log = sink();
    log.append(claim("a"));
    log.append(commit("a", 0, 10));
    PartitionLog<PartitionHead> other = sink();
    other.append(new LogEntry.Drop("arithmetic/accepted", NOW));

    log.append(commit("a", 10, 20));

    assertThat(state().files()).containsExactly(file("a", 10, 19));
    assertThat(state().dropped()).containsEntry("arithmetic/accepted", 10L);
    assertThat(state().retired()).containsKey(file("a", 0, 9).path());

    PartitionLog.open(entries, new PartitionState(entries.partition()))
        .append(new LogEntry.Purge(List.of(file("a", 0, 9).path()), NOW));
    assertThat(state().retired()).isEmpty();
  }

  @Test
  void aReaderNeedsACheckpointAndTheEntriesAfterItAlone() throws Exception {
    commitUpTo(1_000);
    long checkpoint = entries.latestCheckpoint();
    PartitionState whole = state();

    entries.entries.keySet().removeIf(number -> number <= checkpoint);

    assertThat(state().files()).containsExactlyElementsOf(whole.files());
    assertThat(state().head().next()).isEqualTo(1_000);
    assertThat(checkpoint).isGreaterThan(500);
  }

  @Test
  void whileAllEntriesAreThereAMissingOrDamagedCheckpointChangesNothing() throws Exception {
    commitUpTo(500);
    List<DataFile> files = List.copyOf(state().files());
    long latest = entries.latestCheckpoint();

    entries.checkpoints.put(latest, DAMAGED);
    assertThat(state().files()).containsExactlyElementsOf(files);
    entries.checkpoints.remove(latest);
    assertThat(state().files()).containsExactlyElementsOf(files);
    entries.checkpoints.clear();
    assertThat(state().files()).containsExactlyElementsOf(files);
    entries.checkpoints.put(latest, DAMAGED);
    assertThat(state().files()).containsExactlyElementsOf(files);
  }

  @Test
  void aDamagedEntryIsNamed() throws Exception {
    commitUpTo(1);
    entries.entries.put(3L, "{\"type\":\"commit\"".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(this::state)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("entry 3 of 'memory' is damaged");
  }

  /** The bytes of entries and checkpoints for one commit do not grow with their number. */
  @Test
  void theCostOfACommitDoesNotGrow() throws Exception {
    commitUpTo(1_000);
    double early = bytes() / 1_000.0;

    commitUpTo(10_000);

    assertThat((bytes() - early * 1_000) / 9_000).isLessThan(3 * early);
  }

  private long bytes() {
    return entries.entries.values().stream().mapToLong(content -> content.length).sum()
        + entries.checkpoints.values().stream().mapToLong(content -> content.length).sum();
  }

  private void commitUpTo(int upTo) throws Exception {
    PartitionLog<PartitionHead> log = sink();
    log.append(claim("a" + upTo));
    for (long next = log.view().next(); next < upTo; next++) {
      log.append(commit("a" + upTo, next, next + 1));
    }
  }
}
