package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.RawClients;
import dev.winnow.ops.bench.Workbench;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.StreamsStage;
import dev.winnow.runtime.kafka.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** {@link LeastPlanner} under the settings that the planner runs with. */
final class Reference implements AutoCloseable {
  private static final String VERDICTS = "reference.verdicts";
  private static final String ORDERS = "reference.orders";

  private final KafkaConnection connection;
  private final RawClients clients;
  private final int roundSize;
  private final Stage stage;

  /**
   * Starts it.
   *
   * @param roundSize verdicts to each order, as the planner has on average
   * @param order bytes of an order, one of the planner's own requests
   */
  Reference(Workbench bench, int roundSize, byte[] order) {
    this.connection = bench.service().connection();
    this.clients = new RawClients(connection);
    this.roundSize = roundSize;
    clients.createTopics(List.of(VERDICTS, ORDERS));
    this.stage =
        new StreamsStage(
            "reference",
            connection,
            StreamsProperties.local(bench.state()),
            LeastPlanner.topology(VERDICTS, ORDERS, roundSize, order),
            RecordGuard.inMemory("reference"),
            () -> {});
    stage.start();
  }

  /**
   * Returns the work on the planner's verdicts, measured from the first one seen to the last one
   * counted.
   */
  CompletedWork run(BenchLoad load, VerdictsAhead ahead) {
    AtomicLong orders = new AtomicLong();
    try (TopicWatch watch = new TopicWatch(clients, ORDERS, order -> orders.incrementAndGet());
        Producer<byte[], byte[]> producer =
            VerdictsAhead.hidden(clients, "reference-" + load.recipe().getName())) {
      ahead.write(load, new DrawnVerdicts(VERDICTS, connection.registry(), load), producer);
      closePartitions(load.recipe().getName(), producer);
      long rounds = ahead.rounds(roundSize);
      long start = System.nanoTime();
      producer.commitTransaction();
      watch.until(() -> orders.get() == rounds + TopicSettings.LOCAL.partitions(), this::check);
      return new CompletedWork(ahead.size(), rounds, (System.nanoTime() - start) / 1e9);
    }
  }

  @Override
  public void close() throws Exception {
    stage.close();
  }

  /** The first verdict under a key is ordered for at once: then all before it are counted. */
  private static void closePartitions(String run, Producer<byte[], byte[]> producer) {
    for (int partition = 0; partition < TopicSettings.LOCAL.partitions(); partition++) {
      byte[] key = "end of %s, %d".formatted(run, partition).getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(VERDICTS, partition, key, key));
    }
    producer.flush();
  }

  private void check() {
    if (!stage.healthy()) {
      throw new IllegalStateException("the reference has failed; see the log");
    }
  }
}
