package dev.winnow.sink;

import dev.winnow.runtime.kafka.DeadLetterSender;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.sink.commit.DatasetsLayout;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.describe.DatasetDescriber;
import dev.winnow.sink.describe.DescriptionSchedule;
import dev.winnow.sink.describe.UnsolvablePrompts;
import dev.winnow.sink.kind.DatasetKind;
import dev.winnow.sink.kind.DatasetKinds;
import dev.winnow.sink.kind.PreparedRow;
import dev.winnow.sink.storage.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the topics and writes what it is assigned, until it is told to stop or fails. */
final class SinkLoop {
  private static final Duration POLL = Duration.ofMillis(200);

  /** How long a partition waits after its storage has failed. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaConnection connection;
  private final SinkConfig config;
  private final Storage storage;
  private final DatasetsLayout layout;
  private final SourceProbe source;
  private final BooleanSupplier closed;
  private final Map<String, KindReader<?>> readers = new HashMap<>();
  private volatile @Nullable PartitionAssignments assignments;

  SinkLoop(
      KafkaConnection connection,
      SinkConfig config,
      Storage storage,
      DatasetsLayout layout,
      SourceProbe source,
      BooleanSupplier closed) {
    this.connection = connection;
    this.config = config;
    this.storage = storage;
    this.layout = layout;
    this.source = source;
    this.closed = closed;
    for (DatasetKind<?> kind : DatasetKinds.ALL) {
      readers.put(kind.topic(connection.topics()), KindReader.of(kind, connection.registry()));
    }
  }

  /** Returns why a partition is not written at the moment; empty if all are. Thread-safe. */
  Optional<String> waiting() {
    PartitionAssignments running = assignments;
    return running == null ? Optional.empty() : running.waiting();
  }

  /** Runs until it is closed or fails; uncommitted rows will be read again. */
  void run() throws InterruptedException, ExecutionException {
    UnsolvablePrompts unsolvable = new UnsolvablePrompts();
    try (storage;
        source;
        DatasetProgress progress = new DatasetProgress(connection, unsolvable)) {
      while (progress.isBehind() && !closed.getAsBoolean()) {
        progress.poll(POLL);
      }
      if (!closed.getAsBoolean()) {
        write(progress, unsolvable);
      }
    }
  }

  private void write(DatasetProgress progress, UnsolvablePrompts unsolvable)
      throws InterruptedException, ExecutionException {
    InstantSource clock = InstantSource.system();
    DescriptionSchedule descriptions =
        new DescriptionSchedule(
            new DatasetDescriber(storage, layout, unsolvable), config.maxAge(), clock);
    String group = "%ssink-%s".formatted(connection.topics().prefix(), layout.id());
    try (SinkMeter meter = new SinkMeter(connection.metrics(), clock);
        RowThreads threads = RowThreads.start();
        DatasetWriter writer =
            new DatasetWriter(config, storage, source::now, this::suspend, clock, meter, threads);
        KafkaConsumer<byte[], byte[]> consumer = SinkConsumer.open(connection, group);
        DeadLetterSender deadLetters = new DeadLetterSender(connection, SinkStage.NAME, clock)) {
      RowPreparer preparer =
          new RowPreparer(record -> reader(record.topic()).read(record), threads.executor());
      PartitionAssignments assigned =
          new PartitionAssignments(
              consumer, writer, storage, topic -> reader(topic).kind(), PATIENCE, clock);
      assignments = assigned;
      meter.partitionsWaiting(assigned::waitingPartitions);
      consumer.subscribe(readers.keySet(), assigned);
      while (!closed.getAsBoolean()) {
        preparer.forEach(
            consumer.poll(POLL),
            (record, row) -> {
              take(record, row, writer, deadLetters);
              writer.commitIfDue();
            });
        writer.commitIfDue();
        assigned.retry();
        meter.measureLag(consumer);
        if (descriptions.isDue()) {
          progress.poll(Duration.ZERO);
          descriptions.refresh();
        }
      }
      writer.commit();
      progress.poll(Duration.ZERO);
      descriptions.refresh();
    }
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record,
      Optional<Decoded<PreparedRow>> row,
      DatasetWriter writer,
      DeadLetterSender deadLetters)
      throws InterruptedException, ExecutionException {
    PartitionId partition = new PartitionId(record.topic(), record.partition());
    // A partition that was released after the poll will be read again from its committed offset.
    if (!writer.owns(partition)) {
      return;
    }
    if (row.isEmpty()) {
      writer.skip(partition, record.offset());
      return;
    }
    switch (row.get()) {
      case Bad<PreparedRow> bad -> {
        // The dead letter is sent before the offset can be committed; a crash in between sends it
        // twice.
        deadLetters.send(record, bad);
        writer.pass(partition, record.offset());
      }
      case Good<PreparedRow> good -> writer.take(partition, record.offset(), good.value());
    }
  }

  private void suspend(PartitionId partition, String reason) {
    Objects.requireNonNull(assignments, "partitions are written").suspend(partition, reason);
  }

  private KindReader<?> reader(String topic) {
    return Objects.requireNonNull(readers.get(topic), "only these topics are read");
  }
}
