package dev.winnow.sink.commit;

import dev.winnow.sink.commit.EntryRefusal.Reason;
import dev.winnow.sink.commit.LogEntry.Claim;
import dev.winnow.sink.commit.LogEntry.Commit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sink must know to write a partition: who owns it, and where the committed offsets end. Its
 * size does not grow with the datasets. Not thread-safe.
 */
public final class PartitionHead implements LogView {
  private final PartitionId partition;
  private long number;
  private String owner = "";
  private @Nullable Source source;
  private long next;
  private long refused;

  public PartitionHead(PartitionId partition) {
    this.partition = partition;
  }

  @Override
  public long number() {
    return number;
  }

  /** Returns the token of the latest claim; empty if there is none. */
  public String owner() {
    return owner;
  }

  /** Returns where the rows come from; empty before the first claim. */
  public Optional<Source> source() {
    return Optional.ofNullable(source);
  }

  /** Returns the next offset to read. */
  public long next() {
    return next;
  }

  /** Returns the number of records that were no rows. */
  public long refused() {
    return refused;
  }

  @Override
  public Optional<EntryRefusal> refusal(LogEntry entry) {
    return switch (entry) {
      case Claim claim -> otherSource(claim.source());
      case Commit commit -> refusal(commit);
      default -> Optional.empty();
    };
  }

  @Override
  public void apply(LogEntry entry) {
    refusal(entry).ifPresent(this::fail);
    number++;
    if (entry instanceof Claim claim) {
      owner = claim.owner();
      source = claim.source();
    } else if (entry instanceof Commit commit) {
      next = commit.next();
      refused += commit.refused();
    }
  }

  @Override
  public void restore(Checkpoint checkpoint) {
    number = checkpoint.number();
    owner = checkpoint.owner();
    source = checkpoint.source();
    next = checkpoint.next();
    refused = checkpoint.refused();
  }

  private Optional<EntryRefusal> refusal(Commit commit) {
    if (!commit.owner().equals(owner)) {
      return Optional.of(
          new EntryRefusal(Reason.FENCED, "another sink has claimed %s".formatted(partition)));
    }
    return otherSource(commit.source()).or(() -> illegal(commit));
  }

  private Optional<EntryRefusal> illegal(Commit commit) {
    boolean isContiguous = commit.first() == next && commit.next() > next;
    boolean coversFiles =
        commit.files().stream()
            .allMatch(file -> file.first() == commit.first() && file.last() < commit.next());
    return isContiguous && coversFiles
        ? Optional.empty()
        : Optional.of(
            new EntryRefusal(
                Reason.ILLEGAL,
                "a commit of %s from %d to %d does not follow %d, or its files cover other offsets"
                    .formatted(partition, commit.first(), commit.next(), next)));
  }

  /** Returns, in words, how this source differs from that of the committed rows, if it does. */
  public Optional<String> sourceDifference(Source other) {
    return source().flatMap(known -> known.difference(partition, other));
  }

  private Optional<EntryRefusal> otherSource(Source other) {
    return sourceDifference(other).map(words -> new EntryRefusal(Reason.OTHER_SOURCE, words));
  }

  private void fail(EntryRefusal refusal) {
    throw new IllegalStateException(
        "entry %d of the log of %s: %s".formatted(number + 1, partition, refusal.words()));
  }
}
