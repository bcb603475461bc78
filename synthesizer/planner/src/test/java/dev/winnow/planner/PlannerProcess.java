package dev.winnow.planner;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.testing.StageProcess;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.UsageReport;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerStatus;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;

/** A planner in its own process, so that a test can kill it. */
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
        new StreamsProperties(Path.of(args[1]), 2, commitInterval, (short) 1, 0);
    PlannerStage.create(connection(args[0]), PlannerConfig.of(streams, TopicSettings.LOCAL))
        .start();
  }

  /** Starts one that logs to this file. */
  static Process start(
      String bootstrapServers, Path stateDirectory, Duration commitInterval, File log)
      throws IOException {
    return StageProcess.start(
        PlannerProcess.class, bootstrapServers, stateDirectory, commitInterval, log);
  }

  /** Returns a connection to the topics and schemas of that process. */
  static KafkaConnection connection(String bootstrapServers) {
    return StageProcess.connection(bootstrapServers, SCHEMAS);
  }
}
