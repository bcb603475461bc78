package dev.winnow.verifier;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.testing.StageProcess;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.PendingCandidate;
import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerStatus;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;

/** A verifier in its own process, so that a test can kill it. */
final class VerifierProcess {
  private static final List<Schema> SCHEMAS =
      List.of(
          Candidate.SCHEMA$,
          Sample.SCHEMA$,
          Verdict.SCHEMA$,
          DeadLetter.SCHEMA$,
          ScoringRequest.SCHEMA$,
          ScoringStarted.SCHEMA$,
          Score.SCHEMA$,
          PendingCandidate.SCHEMA$,
          RoundVote.SCHEMA$,
          WorkerStatus.SCHEMA$);

  private VerifierProcess() {}

  /** Arguments: bootstrap servers, state directory, commit interval in milliseconds. */
  public static void main(String[] args) {
    KafkaConnection connection = connection(args[0]);
    Duration commitInterval = Duration.ofMillis(Long.parseLong(args[2]));
    StreamsProperties streams =
        new StreamsProperties(Path.of(args[1]), 1, commitInterval, (short) 1, 0);
    VerifierStage.create(connection, VerifierConfig.of(streams)).start();
  }

  /** Starts one that logs to this file. */
  static Process start(
      String bootstrapServers, Path stateDirectory, Duration commitInterval, File log)
      throws IOException {
    return StageProcess.start(
        VerifierProcess.class, bootstrapServers, stateDirectory, commitInterval, log);
  }

  /** Returns a connection to the topics and schemas of that process. */
  static KafkaConnection connection(String bootstrapServers) {
    return StageProcess.connection(bootstrapServers, SCHEMAS);
  }
}
