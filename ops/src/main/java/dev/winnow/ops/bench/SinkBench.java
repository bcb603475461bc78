package dev.winnow.ops.bench;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.sink.SinkConfig;
import dev.winnow.sink.SinkStage;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Rows per second of one sink and of two that share the partitions, from the topics to committed
 * Parquet files, next to a plain parquet-avro writer that gets the same rows from memory. The time
 * of a sink is from its first commit to its last. All runs alternate, so that they see the same
 * machine.
 */
public final class SinkBench {
  private static final String POOL = "bench";
  private static final Duration MAX_AGE = Duration.ofSeconds(4);

  /** Commits of a run by its rows; the first is not measured, for the sinks start meanwhile. */
  private static final int COMMITS = 4;

  private final int rows;
  private final int runs;
  private final PrintWriter out;

  public SinkBench(int rows, int runs, PrintWriter out) {
    this.rows = rows;
    this.runs = runs;
    this.out = out;
  }

  /** Runs and prints. */
  public void run() throws Exception {
    List<Sample> samples = BenchSamples.of(rows);
    try (Workbench bench = Workbench.open(POOL)) {
      KafkaConnection connection = bench.service().connection();
      produce(connection, samples);
      List<Double> plain = new ArrayList<>();
      List<Double> one = new ArrayList<>();
      List<Double> two = new ArrayList<>();
      for (int run = 0; run <= runs; run++) {
        Path directory = bench.state().resolve("sink-" + run);
        plain.add(PlainParquet.rate(samples, directory.resolve("plain.parquet")));
        one.add(rate(connection, directory.resolve("one"), 1));
        two.add(rate(connection, directory.resolve("two"), 2));
      }
      double reference = print("parquet-avro from memory", plain);
      double single = print("one sink", one);
      double shared = print("two sinks in one process", two);
      out.printf(
          "ratio: %.2f of parquet-avro; two sinks %.2f of one%n",
          single / reference, shared / single);
      out.flush();
    }
  }

  private double rate(KafkaConnection connection, Path directory, int sinks) throws Exception {
    SinkConfig config =
        new SinkConfig(directory, Format.PARQUET, rows / (COMMITS * sinks), 1L << 30, MAX_AGE);
    List<SinkStage> stages = new ArrayList<>();
    try (Storage storage = DatasetsLocation.of(directory).open()) {
      RowCount committed = new RowCount(storage);
      for (int i = 0; i < sinks; i++) {
        SinkStage stage = new SinkStage(connection, config);
        stages.add(stage);
        stage.start();
      }
      long first = committed.await(1);
      long start = System.nanoTime();
      committed.await(rows);
      return (rows - first) / ((System.nanoTime() - start) / 1e9);
    } finally {
      stages.forEach(SinkStage::close);
    }
  }

  private static void produce(KafkaConnection connection, List<Sample> samples) {
    AvroSerializer<Sample> serializer = new AvroSerializer<>(connection.registry());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            connection.producerProperties(Map.of("linger.ms", 20)),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Sample sample : samples) {
        String topic = connection.topics().samples(sample.getOutcome());
        byte[] key = sample.getPromptId().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, sample)));
      }
    }
  }

  private double print(String what, List<Double> rates) {
    Rates measured = Rates.afterWarmUp(rates);
    out.printf(
        "%-26s %,9.0f rows/s  (median of %d runs, %s)%n",
        what, measured.median(), measured.sorted().size(), measured.range());
    out.flush();
    return measured.median();
  }
}
