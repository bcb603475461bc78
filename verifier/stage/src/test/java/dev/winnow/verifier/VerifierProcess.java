package dev.winnow.verifier;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.SchemaRegistry;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;

/** A verifier in a process of its own, to be killed. */
final class VerifierProcess {
  private VerifierProcess() {}

  /** Arguments: bootstrap servers, state directory, commit interval in milliseconds. */
  public static void main(String[] args) {
    KafkaConnection connection = connection(args[0]);
    Duration commitInterval = Duration.ofMillis(Long.parseLong(args[2]));
    StreamsProperties streams =
        new StreamsProperties(Path.of(args[1]), 1, commitInterval, (short) 1);
    VerifierStage.create(connection, VerifierConfig.of(streams)).start();
  }

  /** Starts one that logs to this file. */
  static Process start(
      String bootstrapServers, Path stateDirectory, Duration commitInterval, File log)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            VerifierProcess.class.getName(),
            bootstrapServers,
            stateDirectory.toString(),
            String.valueOf(commitInterval.toMillis()))
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  /**
   * A connection whose registry gives the same ids in every process, and whose dead are noticed
   * soon.
   */
  static KafkaConnection connection(String bootstrapServers) {
    SchemaRegistry registry = new InMemorySchemaRegistry();
    for (Schema schema :
        new Schema[] {Candidate.SCHEMA$, Sample.SCHEMA$, Verdict.SCHEMA$, DeadLetter.SCHEMA$}) {
      registry.register(schema.getName(), schema);
    }
    return new KafkaConnection(
        bootstrapServers,
        registry,
        Topics.DEFAULT,
        Map.of("consumer.session.timeout.ms", "6000", "consumer.heartbeat.interval.ms", "1000"));
  }
}
