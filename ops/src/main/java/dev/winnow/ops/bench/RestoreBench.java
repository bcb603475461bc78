package dev.winnow.ops.bench;

import dev.winnow.runtime.RocksDbLibrary;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/**
 * How fast one thread of a stage restores its state when its disk is lost: a store as the stages
 * have it, with entries as the verifier's, from its changelog. The reference is a plain consumer
 * that reads the same changelog and keeps nothing.
 */
public final class RestoreBench {
  private static final String INPUT = "raw.restore";
  private static final String APPLICATION = "bench-restore";
  private static final String STORE = "state";
  private static final int KEY_BYTES = 20;
  private static final double MEGABYTE = 1e6;

  private final int records;
  private final int bytes;
  private final int runs;
  private final PrintWriter out;

  /** A processor that has the store, and nothing to do. */
  private static final class Keeper extends ContextualProcessor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      // The input topic is empty: only the restoring of the store is measured.
    }
  }

  /**
   * @param records entries of the state, at least 1
   * @param bytes of an entry's value, at least 1
   * @param runs of each kind, after one that warms up
   */
  public RestoreBench(int records, int bytes, int runs, PrintWriter out) {
    this.records = records;
    this.bytes = bytes;
    this.runs = runs;
    this.out = out;
  }

  /** Runs and prints. */
  public void run() throws Exception {
    try (Workbench bench = Workbench.open("bench")) {
      KafkaConnection connection = bench.service().connection();
      RawClients clients = new RawClients(connection);
      clients.createTopics(List.of(INPUT));
      // The first start makes the changelog.
      double unused = seconds(connection, bench.state());
      String changelog = connection.topics().prefix() + APPLICATION + "-" + STORE + "-changelog";
      fill(clients, changelog);
      List<Double> restored = new ArrayList<>();
      List<Double> read = new ArrayList<>();
      for (int i = 0; i <= runs; i++) {
        Utils.delete(bench.state().toFile());
        restored.add(megabytes() / seconds(connection, bench.state()));
        read.add(megabytes() / read(clients, changelog));
      }
      double state = print("restored by one thread", restored);
      double raw = print("raw, one consumer", read);
      out.printf("ratio: %.2f of the consumer%n", state / raw);
      out.flush();
    }
  }

  private double megabytes() {
    return (double) records * (KEY_BYTES + bytes) / MEGABYTE;
  }

  private void fill(RawClients clients, String changelog) {
    SplittableRandom random = new SplittableRandom(1);
    try (KafkaProducer<byte[], byte[]> producer = clients.producer()) {
      for (int i = 0; i < records; i++) {
        byte[] value = new byte[bytes];
        // Half of it is noise, so that it compresses as well as ids and numbers do.
        random.nextBytes(value);
        Arrays.fill(value, 0, bytes / 2, (byte) 1);
        byte[] key = ByteBuffer.allocate(KEY_BYTES).putInt(i).array();
        var unused = producer.send(new ProducerRecord<>(changelog, key, value));
      }
      producer.flush();
    }
  }

  /** Starts on this directory; returns the seconds until all state is there. */
  private static double seconds(KafkaConnection connection, Path state)
      throws IOException, InterruptedException {
    Files.createDirectories(state);
    Properties properties = new Properties();
    properties.putAll(StreamsProperties.local(state).of(connection, APPLICATION));
    CountDownLatch running = new CountDownLatch(1);
    RocksDbLibrary.load();
    try (KafkaStreams streams = new KafkaStreams(topology(), properties)) {
      streams.setStateListener(
          (now, before) -> {
            if (now == State.RUNNING) {
              running.countDown();
            }
          });
      RestoreStart begun = new RestoreStart();
      streams.setGlobalStateRestoreListener(begun);
      streams.start();
      running.await();
      return (System.nanoTime() - begun.orNow()) / 1e9;
    }
  }

  private static Topology topology() {
    return new Topology()
        .addSource("from", new ByteArrayDeserializer(), new ByteArrayDeserializer(), INPUT)
        .addProcessor("keeper", Keeper::new, "from")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()),
            "keeper");
  }

  private double read(RawClients clients, String changelog) {
    long start = System.nanoTime();
    try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(changelog)) {
      for (int seen = 0; seen < records; ) {
        seen += consumer.poll(RawClients.POLL).count();
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private double print(String what, List<Double> all) {
    Rates rates = Rates.afterWarmUp(all);
    out.printf(
        "%-24s %7.1f MB/s  (median of %d runs, %.1f to %.1f; %,d entries, %.0f MB)%n",
        what,
        rates.median(),
        rates.sorted().size(),
        rates.sorted().getFirst(),
        rates.sorted().getLast(),
        records,
        megabytes());
    out.flush();
    return rates.median();
  }
}
