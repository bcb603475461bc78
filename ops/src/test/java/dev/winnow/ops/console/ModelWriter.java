package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.progress;
import static dev.winnow.ops.console.ConsoleRecords.verdict;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PromptState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A process that writes into a read model until it is killed. */
final class ModelWriter {
  static final TopicPartition PARTITION = new TopicPartition("progress", 0);
  static final Map<String, String> IDS = Map.of("progress", "id");

  /** Odd, so that commits fall between the records of different prompts. */
  private static final int COMMIT_EVERY = 37;

  private ModelWriter() {}

  /** Writes prompts one after the other; the offset is their number. */
  public static void main(String[] arguments) {
    ReadModelDirectory directory = new ReadModelDirectory(Optional.of(Path.of(arguments[0])));
    try (ReadModel model = ReadModel.open(directory, IDS, Instant.now())) {
      long next = model.prompts().positions().getOrDefault(PARTITION, 0L);
      System.out.println("began at " + next);
      while (true) {
        String id = "p%07d".formatted(next);
        model
            .prompts()
            .progress(
                id.getBytes(StandardCharsets.UTF_8),
                Optional.of(progress(id, PromptState.SATISFIED, 1, (int) (next % 3))));
        model.prompts().verdict(verdict(id, 0, Outcome.ACCEPTED, "EQUAL"), next);
        next++;
        if (next % COMMIT_EVERY == 0) {
          model.commit(Map.of(PARTITION, next), Optional.of(IDS), Instant.now());
          System.out.println("committed " + next);
        }
      }
    }
  }
}
