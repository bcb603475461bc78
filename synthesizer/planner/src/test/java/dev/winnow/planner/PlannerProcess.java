package dev.winnow.planner;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.UsageReport;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.SchemaRegistry;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** A planner in a process of its own, to be killed. */
final class PlannerProcess {
  private static final List<Schema> SCHEMAS =
      List.of(
          Candidate.SCHEMA$,
          DeadLetter.SCHEMA$,
          Progress.SCHEMA$,
          Prompt.SCHEMA$,
          QuotaLease.SCHEMA$,
          Recipe.SCHEMA$,
          SamplingRequest.SCHEMA$,
          UsageReport.SCHEMA$,
          Verdict.SCHEMA$,
          WorkerStatus.SCHEMA$);

  private PlannerProcess() {}

  /** Arguments: bootstrap servers, state directory, commit interval in milliseconds. */
  public static void main(String[] args) {
    Duration commitInterval = Duration.ofMillis(Long.parseLong(args[2]));
    StreamsProperties streams =
        new StreamsProperties(Path.of(args[1]), 2, commitInterval, (short) 1);
    PlannerStage.create(connection(args[0]), PlannerConfig.of(streams, TopicSettings.LOCAL))
        .start();
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
            PlannerProcess.class.getName(),
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
    SCHEMAS.forEach(schema -> registry.register(schema.getName(), schema));
    return new KafkaConnection(
        bootstrapServers,
        registry,
        Topics.DEFAULT,
        Map.of("consumer.session.timeout.ms", "6000", "consumer.heartbeat.interval.ms", "1000"));
  }
}
