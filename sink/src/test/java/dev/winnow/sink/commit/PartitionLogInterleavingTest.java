package dev.winnow.sink.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Two sinks, two compactions and two readers of one partition take turns in the middle of what they
 * do, old entries are deleted meanwhile, and all crash before any access to the log. Whatever
 * happens, each offset is in one file that counts.
 */
class PartitionLogInterleavingTest {
  private final MemoryEntries entries = new MemoryEntries();
  private final Set<String> stored = new HashSet<>();
  private final Map<Integer, Sink> sinks = new HashMap<>();
  private final Map<Integer, PartitionLog<PartitionState>> readers = new HashMap<>();
  private Random random = new Random(0);
  private final Set<Integer> busy = new HashSet<>();
  private int names;

  /** Ends what a writer does, as a crash would. */
  private static final class Crash extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private record Sink(PartitionLog<PartitionHead> log, String owner) {}

  @Property(tries = 50)
  void eachOffsetIsInOneFileWhateverHappens(@ForAll long seed) throws IOException {
    random = new Random(seed);
    entries.entries.clear();
    entries.checkpoints.clear();
    stored.clear();
    sinks.clear();
    readers.clear();
    busy.clear();
    entries.hook = this::disturb;
    for (int i = 0; i < 150; i++) {
      act();
    }
    entries.hook = () -> {};

    PartitionState state = open().view();
    requireSound(state);
    assertThat(stored).containsAll(state.files().stream().map(DataFile::path).toList());
    assertThat(state.number())
        .isEqualTo(entries.entries.keySet().stream().max(Long::compare).orElse(0L));
    for (PartitionLog<PartitionState> reader : readers.values()) {
      reader.catchUp();
      assertThat(reader.view().checkpoint()).isEqualTo(state.checkpoint());
    }
    damageLatestCheckpoint();
    assertThat(open().view().checkpoint()).isEqualTo(state.checkpoint());
  }

  private PartitionLog<PartitionState> open() throws IOException {
    return PartitionLog.open(entries, new PartitionState(entries.partition()));
  }

  private void damageLatestCheckpoint() throws IOException {
    long latest = entries.latestCheckpoint();
    if (latest > 0) {
      entries.checkpoints.put(latest, new byte[] {'{'});
    }
  }

  private static void requireSound(PartitionState state) {
    boolean[] covered = new boolean[(int) state.head().next()];
    for (DataFile file : state.files()) {
      for (long offset = file.first(); offset <= file.last(); offset++) {
        assertThat(covered[(int) offset]).as("offset %d twice", offset).isFalse();
        covered[(int) offset] = true;
      }
    }
    assertThat(covered).doesNotContain(false);
  }

  /** Before an access: a crash, or something that another writer does. */
  private void disturb() throws IOException {
    if (random.nextInt(60) == 0) {
      throw new Crash();
    }
    if (busy.size() < 2 && random.nextInt(12) == 0) {
      act();
    }
  }

  private void act() {
    // A writer does one thing at a time.
    int who = random.nextInt(2);
    if (!busy.add(who)) {
      return;
    }
    try {
      switch (random.nextInt(10)) {
        case 0 -> claim(who);
        case 1 -> compact();
        case 2 -> settle();
        case 3 -> expire();
        case 4 -> read(who);
        default -> commit(who);
      }
    } catch (IOException e) {
      // A crash, or an entry of which it is not known whether it counts.
      sinks.remove(who);
    } finally {
      busy.remove(who);
    }
  }

  private void claim(int who) throws IOException {
    PartitionLog<PartitionHead> log =
        PartitionLog.open(entries, new PartitionHead(entries.partition()));
    String owner = "a" + names++;
    try {
      log.append(TestLogEntries.claim(owner));
      sinks.put(who, new Sink(log, owner));
    } catch (RefusedEntryException e) {
      throw new IllegalStateException(e);
    }
  }

  private void commit(int who) throws IOException {
    Sink sink = sinks.get(who);
    if (sink == null) {
      claim(who);
      return;
    }
    long first = sink.log().view().next();
    LogEntry.Commit commit =
        TestLogEntries.commit(sink.owner(), first, first + 1 + random.nextInt(5));
    commit.files().forEach(file -> stored.add(file.path()));
    try {
      sink.log().append(commit);
    } catch (RefusedEntryException e) {
      assertThat(e.reason()).isEqualTo(EntryRefusal.Reason.FENCED);
      commit.files().forEach(file -> stored.remove(file.path()));
      sinks.remove(who);
    }
  }

  private void compact() throws IOException {
    PartitionLog<PartitionState> log = open();
    List<DataFile> files = new ArrayList<>(log.view().files());
    files.sort(Comparator.comparing(DataFile::first));
    if (files.size() < 2) {
      return;
    }
    int from = random.nextInt(files.size() - 1);
    List<DataFile> group = files.subList(from, Math.min(files.size(), from + 3));
    DataFile merged =
        TestLogEntries.file("m" + names++, group.getFirst().first(), group.getLast().last());
    stored.add(merged.path());
    try {
      log.append(
          new LogEntry.Compaction(
              group.stream().map(DataFile::path).toList(), List.of(merged), TestLogEntries.NOW));
    } catch (RefusedEntryException e) {
      assertThat(e.reason()).isEqualTo(EntryRefusal.Reason.OUTDATED);
      stored.remove(merged.path());
    }
  }

  private void expire() throws IOException {
    PartitionLog.open(entries, new PartitionHead(entries.partition())).checkpoint();
    LogExpiry.expire(entries, TestLogEntries.NOW);
  }

  /**
   * A reader may have slept while others did much. It sees what it saw before, and each row once.
   */
  private void read(int who) throws IOException {
    PartitionLog<PartitionState> reader = readers.get(who);
    if (reader == null) {
      readers.put(who, open());
      return;
    }
    long before = reader.view().head().next();
    try {
      reader.catchUp();
    } catch (Crash e) {
      readers.remove(who);
      throw e;
    }
    requireSound(reader.view());
    assertThat(reader.view().head().next()).isGreaterThanOrEqualTo(before);
  }

  /** What {@link Leftovers} does: lists files, reads the log, deletes those of others. */
  private void settle() throws IOException {
    List<String> listed = List.copyOf(stored);
    entries.hook.beforeAccess();
    PartitionState state = open().view();
    for (String path : listed) {
      DataFileName name = DataFileName.parse(path).orElseThrow();
      if (!state.contains(path)
          && !name.isCompaction()
          && !name.writer().equals(state.head().owner())) {
        stored.remove(path);
      }
    }
  }
}
