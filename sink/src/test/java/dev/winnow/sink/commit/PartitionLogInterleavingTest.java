package dev.winnow.sink.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Two sinks and two compactions of one partition take turns in the middle of what they do, and
 * crash before any access to the log. Whatever happens, each offset is in one file that counts.
 */
class PartitionLogInterleavingTest {
  private final MemoryEntries entries = new MemoryEntries();
  private final Set<String> stored = new HashSet<>();
  private final Map<Integer, Sink> sinks = new HashMap<>();
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
    entries.hint = Optional.empty();
    stored.clear();
    sinks.clear();
    busy.clear();
    entries.hook = this::disturb;
    for (int i = 0; i < 150; i++) {
      act();
    }
    entries.hook = () -> {};

    requireSound();
    long stale = entries.checkpoints.keySet().stream().findFirst().orElse(0L);
    entries.hint = stale == 0 ? Optional.empty() : Optional.of(stale);
    requireSound();
    entries.checkpoints.clear();
    requireSound();
  }

  private void requireSound() throws IOException {
    PartitionState state =
        PartitionLog.open(entries, new PartitionState(entries.partition())).view();
    boolean[] covered = new boolean[(int) state.head().next()];
    for (DataFile file : state.files()) {
      assertThat(stored).contains(file.path());
      for (long offset = file.first(); offset <= file.last(); offset++) {
        assertThat(covered[(int) offset]).as("offset %d twice", offset).isFalse();
        covered[(int) offset] = true;
      }
    }
    assertThat(covered).doesNotContain(false);
    assertThat(state.number()).isEqualTo(entries.entries.size());
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
      switch (random.nextInt(8)) {
        case 0 -> claim(who);
        case 1 -> compact();
        case 2 -> settle();
        default -> commit(who);
      }
    } catch (Crash e) {
      sinks.remove(who);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      busy.remove(who);
    }
  }

  private void claim(int who) throws IOException {
    PartitionLog<PartitionHead> log =
        PartitionLog.open(entries, new PartitionHead(entries.partition()));
    String owner = "a" + names++;
    try {
      log.append(Entries.claim(owner));
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
    LogEntry.Commit commit = Entries.commit(sink.owner(), first, first + 1 + random.nextInt(5));
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
    PartitionLog<PartitionState> log =
        PartitionLog.open(entries, new PartitionState(entries.partition()));
    List<DataFile> files = new ArrayList<>(log.view().files());
    files.sort(Comparator.comparing(DataFile::first));
    if (files.size() < 2) {
      return;
    }
    int from = random.nextInt(files.size() - 1);
    List<DataFile> group = files.subList(from, Math.min(files.size(), from + 3));
    DataFile merged = Entries.file("m" + names++, group.getFirst().first(), group.getLast().last());
    stored.add(merged.path());
    try {
      log.append(
          new LogEntry.Compaction(
              group.stream().map(DataFile::path).toList(), List.of(merged), Entries.NOW));
    } catch (RefusedEntryException e) {
      assertThat(e.reason()).isEqualTo(EntryRefusal.Reason.OUTDATED);
      stored.remove(merged.path());
    }
  }

  /** What {@link Leftovers} does: lists files, reads the log, deletes those of others. */
  private void settle() throws IOException {
    List<String> listed = List.copyOf(stored);
    entries.hook.beforeAccess();
    PartitionState state =
        PartitionLog.open(entries, new PartitionState(entries.partition())).view();
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
