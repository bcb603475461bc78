package dev.winnow.sink;

import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Topics;
import dev.winnow.sink.commit.DatasetsLayout;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.describe.DatasetDescriber;
import dev.winnow.sink.describe.UnsolvablePrompts;
import dev.winnow.sink.kind.DatasetKind;
import dev.winnow.sink.kind.PreparedRow;
import dev.winnow.sink.kind.SampleKind;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Writes records to the first partition of their kind, as a sink does, without Kafka. */
public final class SingleSink implements AutoCloseable {
  private static final SampleKind ACCEPTED = new SampleKind(Outcome.ACCEPTED);

  private final Storage storage;
  private final DatasetsLayout layout;
  private final DatasetWriter writer;
  private final Map<String, String> topics = new HashMap<>();
  private final Map<PartitionId, Long> next = new HashMap<>();

  /** Claims the partition of accepted samples. */
  public SingleSink(Storage storage, Format format) throws IOException, InterruptedException {
    this.storage = storage;
    this.layout = DatasetsLayout.create(storage, format.extension());
    this.writer =
        new DatasetWriter(
            new SinkConfig(Path.of("unused"), format, 1 << 30, 1 << 30, Duration.ofDays(1)),
            storage,
            () -> new Sources("cluster", Map.copyOf(topics)),
            (partition, reason) -> {
              throw new IllegalStateException(reason);
            },
            InstantSource.system(),
            new SinkMeter(StageMetrics.off(), InstantSource.system()),
            new RowThreads(Runnable::run));
    claim(ACCEPTED);
  }

  /** Writes the next accepted sample. */
  public void take(Sample sample) {
    take(ACCEPTED, partition(ACCEPTED), sample);
  }

  /** Writes the next record of this kind. */
  public <T extends SpecificRecord> void take(DatasetKind<T> kind, T record)
      throws IOException, InterruptedException {
    claim(kind);
    take(kind, partition(kind), record);
  }

  /** Makes the rows final. */
  public void commit() throws InterruptedException {
    writer.commit();
  }

  /** Writes manifest, stats and card. */
  public void describe() throws IOException {
    new DatasetDescriber(storage, layout, new UnsolvablePrompts()).refresh();
  }

  @Override
  public void close() {
    writer.close();
  }

  private <T extends SpecificRecord> void take(
      DatasetKind<T> kind, PartitionId partition, T record) {
    long offset = Objects.requireNonNull(next.get(partition));
    writer.take(partition, offset, PreparedRow.of(kind, record));
    next.put(partition, offset + 1);
  }

  private void claim(DatasetKind<?> kind) throws IOException, InterruptedException {
    PartitionId partition = partition(kind);
    if (topics.putIfAbsent(partition.topic(), "id") == null) {
      next.put(partition, writer.claim(partition, kind));
    }
  }

  private static PartitionId partition(DatasetKind<?> kind) {
    return new PartitionId(kind.topic(Topics.DEFAULT), 0);
  }
}
