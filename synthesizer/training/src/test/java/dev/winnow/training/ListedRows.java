package dev.winnow.training;

import dev.winnow.training.TuningExample.Supervised;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Rows of some partitions, which arrive in a random order that a seed decides. */
final class ListedRows implements RowStream {
  private final List<List<StreamedRow>> partitions = new ArrayList<>();
  private final Map<Integer, Integer> next = new HashMap<>();
  private final Random random;
  private long read;
  private String id = "listed";
  private long failAfter = Long.MAX_VALUE;
  private long stopAfter = Long.MAX_VALUE;

  ListedRows(int partitions, int rows, long seed) {
    random = new Random(seed);
    for (int partition = 0; partition < partitions; partition++) {
      this.partitions.add(new ArrayList<>());
    }
    for (int row = 0; row < rows; row++) {
      List<StreamedRow> partition = this.partitions.get(row % partitions);
      // Offsets have holes: the transaction markers of a topic, and records of other recipes.
      partition.add(
          new StreamedRow(row % partitions, 3L * partition.size(), "row " + row, sum(row)));
    }
  }

  ListedRows named(String name) {
    id = name;
    return this;
  }

  /** Fails as a process that dies, once so many rows were read. */
  ListedRows failAfter(long rows) {
    failAfter = rows;
    return this;
  }

  /** Is told to stop, once so many rows were read. */
  ListedRows stopAfter(long rows) {
    stopAfter = rows;
    return this;
  }

  static Supervised sum(int number) {
    return new Supervised(
        List.of(Map.of("role", "user", "content", "What is %d + %d?".formatted(number, number))),
        "It is " + 2 * number);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void seek(Map<Integer, Long> places) {
    places.forEach((partition, offset) -> next.put(partition, (int) ((offset + 2) / 3)));
  }

  @Override
  public Optional<StreamedRow> next() throws InterruptedException {
    Set<Integer> open = new HashSet<>();
    for (int partition = 0; partition < partitions.size(); partition++) {
      if (next.getOrDefault(partition, 0) < partitions.get(partition).size()) {
        open.add(partition);
      }
    }
    if (open.isEmpty()) {
      return Optional.empty();
    }
    int chosen = open.stream().sorted().toList().get(random.nextInt(open.size()));
    return Optional.of(take(chosen));
  }

  @Override
  public StreamedRow at(int partition, long offset) throws InterruptedException {
    StreamedRow row = take(partition);
    if (row.offset() != offset) {
      throw new IllegalStateException("row %s is not at %d".formatted(row, offset));
    }
    return row;
  }

  private StreamedRow take(int partition) throws InterruptedException {
    if (read == stopAfter) {
      throw new InterruptedException("told to stop");
    }
    if (read++ == failAfter) {
      throw new UnsupportedOperationException("the process dies");
    }
    int place = next.merge(partition, 1, Integer::sum) - 1;
    return partitions.get(partition).get(place);
  }
}
