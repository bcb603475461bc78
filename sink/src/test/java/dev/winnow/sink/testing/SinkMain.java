package dev.winnow.sink.testing;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.sink.SinkConfig;
import dev.winnow.sink.SinkStage;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A sink in a process of its own, to be killed. It ends by itself when its input is closed. */
public final class SinkMain {
  /** A killed process is noticed after this. */
  private static final Map<String, String> SESSION =
      Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "1000");

  private SinkMain() {}

  /** Takes bootstrap servers, the datasets' location, format and rows per commit. */
  public static void main(String[] args) throws IOException {
    KafkaConnection connection = new KafkaConnection(args[0], registry(), Topics.DEFAULT, SESSION);
    SinkConfig config =
        new SinkConfig(
            DatasetsLocation.parse(args[1]),
            Format.valueOf(args[2]),
            Long.parseLong(args[3]),
            1 << 20,
            Duration.ofMillis(200));
    try (SinkStage sink = new SinkStage(connection, config)) {
      sink.start();
      while (System.in.read() >= 0) {}
    }
  }

  /** Processes share no registry, so that the schema of samples has the same id in all. */
  public static InMemorySchemaRegistry registry() {
    InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    registry.register("samples", Sample.getClassSchema());
    return registry;
  }
}
