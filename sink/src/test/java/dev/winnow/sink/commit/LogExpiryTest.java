package dev.winnow.sink.commit;

import static dev.winnow.sink.commit.TestLogEntries.NOW;
import static dev.winnow.sink.commit.TestLogEntries.claim;
import static dev.winnow.sink.commit.TestLogEntries.commit;
import static dev.winnow.sink.commit.TestLogEntries.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogExpiryTest {
  private static final byte[] DAMAGED = {'{'};

  private final MemoryEntries entries = new MemoryEntries();

  private PartitionLog<PartitionHead> sink() throws IOException {
    return PartitionLog.open(entries, new PartitionHead(entries.partition()));
  }

  private PartitionLog<PartitionState> reader() throws IOException {
    return PartitionLog.open(entries, new PartitionState(entries.partition()));
  }

  /** A sink with this name claims the partition and commits one row at a time. */
  private void commitUpTo(String owner, int upTo) throws Exception {
    PartitionLog<PartitionHead> log = sink();
    log.append(claim(owner));
    for (long next = log.view().next(); next < upTo; next++) {
      log.append(commit(owner, next, next + 1));
    }
  }

  private int expireAll() throws IOException {
    sink().checkpoint();
    return LogExpiry.expire(entries, NOW);
  }

  @Test
  void entriesThatACheckpointHasAreDeletedAndTheFilesStayTheSame() throws Exception {
    commitUpTo("a", 300);
    Checkpoint before = reader().view().checkpoint();

    int deleted = expireAll();

    assertThat(reader().view().checkpoint()).isEqualTo(before);
    assertThat(deleted).isGreaterThan(200);
    assertThat(entries.entries).hasSize(301 - deleted);
    assertThat(entries.checkpoints).hasSize(2);
  }

  @Test
  void entriesThatAreTooYoungStay() throws Exception {
    commitUpTo("a", 300);

    sink().checkpoint();

    assertThat(LogExpiry.expire(entries, NOW.minusMillis(1))).isZero();
    assertThat(entries.entries).hasSize(301);
  }

  @Test
  void aLogWithoutTwoCheckpointsKeepsAllEntries() throws Exception {
    commitUpTo("a", 10);

    assertThat(expireAll()).isZero();
    assertThat(entries.entries).hasSize(11);
  }

  @Test
  void aPausedSinkCannotCommitUnderANumberThatExpiryHasFreed() throws Exception {
    PartitionLog<PartitionHead> zombie = sink();
    zombie.append(claim("zombie"));
    PartitionLog<PartitionState> oldReader = reader();
    commitUpTo("b", 300);
    expireAll();
    assertThat(entries.entries).doesNotContainKey(2L);
    Checkpoint before = reader().view().checkpoint();

    assertThatThrownBy(() -> zombie.append(commit("zombie", 0, 10)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("entry 2 of 'memory' was written after checkpoint");

    assertThat(entries.entries).containsKey(2L);
    oldReader.catchUp();
    assertThat(oldReader.view().checkpoint()).isEqualTo(before);
    assertThat(reader().view().checkpoint()).isEqualTo(before);
  }

  @Test
  void pausedSinksCannotContinueEachOthersEntries() throws Exception {
    PartitionLog<PartitionHead> first = sink();
    first.append(claim("first"));
    PartitionLog<PartitionState> oldReader = reader();
    PartitionLog<PartitionHead> second = sink();
    second.append(claim("second"));
    commitUpTo("b", 300);
    expireAll();
    Checkpoint before = reader().view().checkpoint();

    assertThatThrownBy(() -> first.append(commit("first", 0, 7))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> second.append(commit("second", 0, 9))).isInstanceOf(IOException.class);
    assertThat(entries.entries).containsKeys(2L, 3L);

    oldReader.catchUp();
    assertThat(oldReader.view().checkpoint()).isEqualTo(before);
  }

  @Test
  void theNextExpiryDeletesTheEntryOfAPausedSink() throws Exception {
    PartitionLog<PartitionHead> zombie = sink();
    zombie.append(claim("zombie"));
    commitUpTo("b", 300);
    expireAll();
    assertThatThrownBy(() -> zombie.append(commit("zombie", 0, 10)))
        .isInstanceOf(IOException.class);

    assertThat(LogExpiry.expire(entries, NOW)).isEqualTo(1);

    assertThat(entries.entries).doesNotContainKey(2L);
  }

  @Test
  void theEntryOfAPausedSinkIsRefusedWhileItsNumberIsTaken() throws Exception {
    PartitionLog<PartitionHead> zombie = sink();
    zombie.append(claim("zombie"));
    commitUpTo("b", 300);

    assertThatThrownBy(() -> zombie.append(commit("zombie", 0, 10)))
        .isInstanceOf(RefusedEntryException.class);
  }

  @Test
  void aPausedReaderSeesEachRowOnceAfterAnExpiry() throws Exception {
    commitUpTo("a", 5);
    PartitionLog<PartitionState> slept = reader();
    commitUpTo("b", 400);
    expireAll();

    slept.catchUp();

    assertThat(slept.view().files()).hasSize(400).doesNotHaveDuplicates();
    assertThat(slept.view().files()).startsWith(file("a", 0, 0)).endsWith(file("b", 399, 399));
  }

  @Test
  void theLatestCheckpointMayBeDamaged() throws Exception {
    commitUpTo("a", 300);
    expireAll();
    Checkpoint before = reader().view().checkpoint();

    entries.checkpoints.put(entries.latestCheckpoint(), DAMAGED);

    assertThat(reader().view().checkpoint()).isEqualTo(before);
    assertThat(LogExpiry.expire(entries, NOW)).isZero();
    commitUpTo("b", 310);
    assertThat(reader().view().head().next()).isEqualTo(310);
  }

  @Test
  void aLogWithTwoDamagedCheckpointsIsRefused() throws Exception {
    commitUpTo("a", 300);
    expireAll();
    List<Long> both = List.copyOf(entries.checkpoints.keySet());

    both.forEach(number -> entries.checkpoints.put(number, DAMAGED));

    assertThatThrownBy(this::reader)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("are damaged");
  }

  @Test
  void anEntryThatIsMissingBeforeADamagedCheckpointIsNamed() throws Exception {
    commitUpTo("a", 300);
    expireAll();
    long latest = entries.latestCheckpoint();
    entries.checkpoints.put(latest, DAMAGED);

    entries.entries.remove(latest - 1);

    assertThatThrownBy(this::reader)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("checkpoint %d of 'memory' is damaged".formatted(latest))
        .hasMessageContaining("entry %d is missing".formatted(latest - 1));
  }

  /** However old a log is, its files are as many, and its start reads as much. */
  @Test
  void neitherSpaceNorStartGrowWithTheAgeOfALog() throws Exception {
    ageBy(1_000);
    int files = entries.entries.size() + entries.checkpoints.size();
    long early = accessesOfAStart();

    ageBy(20_000);

    assertThat(entries.entries.size() + entries.checkpoints.size()).isLessThan(files + 200);
    assertThat(accessesOfAStart()).isLessThan(early + 200);
    assertThat(reader().view().head().next()).isEqualTo(21_000);
  }

  /** Commits rows; after each hundred a compaction merges all files and deletes what is old. */
  private void ageBy(int rows) throws Exception {
    long begin = sink().view().next();
    for (long next = begin + 100; next <= begin + rows; next += 100) {
      commitUpTo("s" + next, (int) next);
      PartitionLog<PartitionState> compactor = reader();
      List<String> all = compactor.view().files().stream().map(DataFile::path).toList();
      DataFile merged = file("m" + next, 0, next - 1);
      compactor.append(new LogEntry.Compaction(all, List.of(merged), NOW));
      compactor.append(new LogEntry.Purge(all, NOW));
      expireAll();
    }
  }

  private long accessesOfAStart() throws IOException {
    long[] accesses = {0};
    entries.hook = () -> accesses[0]++;
    reader();
    entries.hook = () -> {};
    return accesses[0];
  }
}
