package dev.winnow.sink;

import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.commit.DatasetsLayout;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.describe.DatasetDescriber;
import dev.winnow.sink.describe.UnsolvablePrompts;
import dev.winnow.sink.kind.PreparedRow;
import dev.winnow.sink.kind.SampleKind;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Writes accepted samples to one partition, as a sink does, without Kafka. */
public final class SingleSink implements AutoCloseable {
  private static final PartitionId PARTITION = new PartitionId("winnow.accepted", 0);

  private static final SampleKind ACCEPTED = new SampleKind(Outcome.ACCEPTED);

  private final Storage storage;
  private final DatasetsLayout layout;
  private final DatasetWriter writer;
  private long offset;

  /** Claims the partition. */
  public SingleSink(Storage storage, Format format) throws IOException, InterruptedException {
    this.storage = storage;
    this.layout = DatasetsLayout.create(storage, format.extension());
    Sources sources = new Sources("cluster", Map.of(PARTITION.topic(), "id"));
    this.writer =
        new DatasetWriter(
            new SinkConfig(Path.of("unused"), format, 1 << 30, 1 << 30, Duration.ofDays(1)),
            storage,
            () -> sources,
            (partition, reason) -> {
              throw new IllegalStateException(reason);
            },
            InstantSource.system(),
            new SinkMeter(StageMetrics.off(), InstantSource.system()));
    this.offset = writer.claim(PARTITION, ACCEPTED);
  }

  /** Writes the next row. */
  public void take(Sample sample) {
    writer.take(PARTITION, offset++, PreparedRow.of(ACCEPTED, sample));
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
}
