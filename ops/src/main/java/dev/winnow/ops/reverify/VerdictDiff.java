package dev.winnow.ops.reverify;

import dev.winnow.schemas.Outcome;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How often one verdict became another. Not thread-safe. */
public final class VerdictDiff {
  private final SortedMap<Change, Long> counts = new TreeMap<>();

  /** An outcome with its reason. */
  public record Finding(Outcome outcome, String reason) implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER =
        Comparator.comparing(Finding::outcome).thenComparing(Finding::reason);

    @Override
    public int compareTo(Finding other) {
      return ORDER.compare(this, other);
    }
  }

  /** A verdict and the one that replaces it. */
  public record Change(Finding before, Finding after) implements Comparable<Change> {
    private static final Comparator<Change> ORDER =
        Comparator.comparing(Change::before).thenComparing(Change::after);

    @Override
    public int compareTo(Change other) {
      return ORDER.compare(this, other);
    }
  }

  /** Counts a change. */
  public void add(Finding before, Finding after) {
    counts.merge(new Change(before, after), 1L, Long::sum);
  }

  /** Returns all changes with their numbers, by outcome and reason. */
  public SortedMap<Change, Long> counts() {
    return counts;
  }

  /** Returns the number of candidates whose outcome went from one to another. */
  public long count(Outcome before, Outcome after) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().before().outcome() == before)
        .filter(entry -> entry.getKey().after().outcome() == after)
        .mapToLong(entry -> entry.getValue())
        .sum();
  }

  /** Returns the number of candidates with this outcome now. */
  public long countAfter(Outcome after) {
    return Stream.of(Outcome.values()).mapToLong(before -> count(before, after)).sum();
  }

  /** Returns the number of all candidates. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the number of candidates that were decided and are undecided now. */
  public long standing() {
    return count(Outcome.ACCEPTED, Outcome.UNDECIDED) + count(Outcome.REJECTED, Outcome.UNDECIDED);
  }
}
