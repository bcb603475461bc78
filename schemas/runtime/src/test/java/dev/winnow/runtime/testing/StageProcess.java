package dev.winnow.runtime.testing;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.SchemaRegistry;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.schemas.testing.TestJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Starts a stage in its own process, so that a test can kill it. */
public final class StageProcess {
  private StageProcess() {}

  /**
   * Starts a main class with these arguments: bootstrap servers, state directory, commit interval
   * in milliseconds.
   *
   * @param log receives what the process prints
   */
  public static Process start(
      Class<?> main,
      String bootstrapServers,
      Path stateDirectory,
      Duration commitInterval,
      File log)
      throws IOException {
    List<String> command =
        TestJvm.command(
            "256m",
            List.of(),
            main.getName(),
            bootstrapServers,
            stateDirectory,
            commitInterval.toMillis());
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
  }

  /**
   * Returns a connection whose registry gives these schemas the same ids in every process, and
   * whose dead consumers are noticed within 6 seconds.
   */
  public static KafkaConnection connection(String bootstrapServers, List<Schema> schemas) {
    SchemaRegistry registry = new InMemorySchemaRegistry();
    schemas.forEach(schema -> registry.register(schema.getName(), schema));
    return new KafkaConnection(
        bootstrapServers,
        registry,
        Topics.DEFAULT,
        Map.of("consumer.session.timeout.ms", "6000", "consumer.heartbeat.interval.ms", "1000"));
  }
}
