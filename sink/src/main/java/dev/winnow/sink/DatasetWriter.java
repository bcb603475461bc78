package dev.winnow.sink;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.commit.Commit;
import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.Source;
import dev.winnow.sink.describe.DatasetDescriber;
import dev.winnow.sink.describe.UnsolvablePrompts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Writes samples, in the order of their offsets, into committed files. One commit covers all
 * samples since the previous one, over all partitions and recipes. Not thread-safe.
 */
final class DatasetWriter implements AutoCloseable {
  /**
   * Limits open files, since anyone may write records that name new recipes: at the limit it
   * commits.
   */
  private static final int MAX_OPEN_FILES = 256;

  private final SinkConfig config;
  private final CommitLog log;
  private final SourceSupplier source;
  private final DatasetDescriber describer;
  private final InstantSource clock;
  private final Map<Key, OpenFile> open = new HashMap<>();
  private final Map<PartitionId, Long> next = new HashMap<>();
  private long rows;
  private long bytes;
  private long refused;
  private long firstTakenAt;
  private long describedAt;

  private record Key(PartitionId partition, String recipe, Outcome outcome) {}

  /** Supplies the source of the rows at the time of a commit. */
  @FunctionalInterface
  interface SourceSupplier {
    Source now() throws InterruptedException;
  }

  DatasetWriter(
      SinkConfig config,
      CommitLog log,
      SourceSupplier source,
      UnsolvablePrompts unsolvable,
      InstantSource clock)
      throws IOException {
    this.config = config;
    this.log = log;
    this.source = source;
    this.clock = clock;
    this.describer = new DatasetDescriber(config.datasets(), config.format(), unsolvable);
    this.describedAt = clock.millis();
  }

  /** Writes the sample at this offset. */
  void take(PartitionId partition, long offset, Sample sample) throws IOException {
    Key key = new Key(partition, sample.getRecipe(), sample.getOutcome());
    OpenFile file = open.get(key);
    if (file == null) {
      Path aside = log.newAside("open/%s/%s/%s".formatted(partition, key.recipe(), key.outcome()));
      file = new OpenFile(aside, config.format().open(aside));
      open.put(key, file);
    }
    bytes += file.write(sample);
    rows++;
    advance(partition, offset);
  }

  /** Skips an offset that held no sample. */
  void pass(PartitionId partition, long offset) {
    refused++;
    advance(partition, offset);
  }

  /** Commits if the uncommitted rows have reached their maximum number, size or age. */
  void commitIfDue() throws IOException, InterruptedException {
    boolean isDue =
        rows >= config.maxRows()
            || bytes >= config.maxBytes()
            || open.size() >= MAX_OPEN_FILES
            || (!next.isEmpty() && clock.millis() - firstTakenAt >= config.maxAge().toMillis());
    if (isDue) {
      commit();
    }
  }

  /** Updates the descriptions if the last update is older than the maximum age of a commit. */
  void describeIfDue() throws IOException {
    if (clock.millis() - describedAt >= config.maxAge().toMillis()) {
      describe();
    }
  }

  /**
   * Updates the descriptions with the latest unsolvable prompts, whether or not rows were written.
   */
  void describe() throws IOException {
    describer.refresh();
    describedAt = clock.millis();
  }

  /** Commits all rows written so far. */
  void commit() throws IOException, InterruptedException {
    if (next.isEmpty()) {
      return;
    }
    List<DataFile> files = new ArrayList<>();
    for (Map.Entry<Key, OpenFile> entry : open.entrySet()) {
      files.add(complete(entry.getKey(), entry.getValue()));
    }
    Commit commit = new Commit(Map.copyOf(next), List.copyOf(files), refused, source.now());
    log.commit(commit);
    open.clear();
    next.clear();
    rows = 0;
    bytes = 0;
    refused = 0;
    describer.add(commit);
  }

  /** Discards uncommitted rows: they will be read again. */
  @Override
  public void close() throws IOException {
    for (OpenFile file : open.values()) {
      file.abandon();
    }
    open.clear();
  }

  private void advance(PartitionId partition, long offset) {
    if (next.isEmpty()) {
      firstTakenAt = clock.millis();
    }
    next.put(partition, offset + 1);
  }

  private DataFile complete(Key key, OpenFile file) throws IOException {
    String sha256 = file.complete();
    PartitionId partition = key.partition();
    long first = log.next(partition);
    long last = Objects.requireNonNull(next.get(partition)) - 1;
    String outcome = key.outcome().name().toLowerCase(Locale.ROOT);
    String range = "%s-%d-%d-%d".formatted(partition.topic(), partition.partition(), first, last);
    String path =
        "%s/%s/part-%s.%s".formatted(key.recipe(), outcome, range, config.format().extension());
    DataFile complete =
        new DataFile(
            path,
            key.recipe(),
            outcome,
            partition.topic(),
            partition.partition(),
            first,
            last,
            Files.size(file.aside()),
            sha256,
            file.stats());
    Files.move(file.aside(), log.newAside(path));
    return complete;
  }
}
