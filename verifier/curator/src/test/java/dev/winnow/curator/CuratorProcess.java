package dev.winnow.curator;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.testing.StageProcess;
import dev.winnow.schemas.CuratedPrompt;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.OpenWindow;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.WaitingPrompt;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;

/** A curator in its own process, so that a test can kill it. */
final class CuratorProcess {
  private static final List<Schema> SCHEMAS =
      List.of(
          Sample.SCHEMA$,
          Progress.SCHEMA$,
          Pair.SCHEMA$,
          CuratedPrompt.SCHEMA$,
          OpenWindow.SCHEMA$,
          WaitingPrompt.SCHEMA$,
          DeadLetter.SCHEMA$);

  private CuratorProcess() {}

  /** Arguments: bootstrap servers, state directory, commit interval in milliseconds. */
  public static void main(String[] args) {
    Duration commitInterval = Duration.ofMillis(Long.parseLong(args[2]));
    CuratorStage.create(
            connection(args[0]),
            new StreamsProperties(Path.of(args[1]), 1, commitInterval, (short) 1, 0))
        .start();
  }

  /** Starts one that logs to this file. */
  static Process start(
      String bootstrapServers, Path stateDirectory, Duration commitInterval, File log)
      throws IOException {
    return StageProcess.start(
        CuratorProcess.class, bootstrapServers, stateDirectory, commitInterval, log);
  }

  /** Returns a connection to the topics and schemas of that process. */
  static KafkaConnection connection(String bootstrapServers) {
    return StageProcess.connection(bootstrapServers, SCHEMAS);
  }
}
