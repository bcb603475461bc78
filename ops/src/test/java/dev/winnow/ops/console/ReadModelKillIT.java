package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.TestJvm;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that is killed in the midst of writing. */
class ReadModelKillIT {
  private static final int KILLS = 3;

  @TempDir private Path directory;

  @Test
  void whateverTheMomentOfAKillTheCountsAreThoseOfTheOffsets() throws Exception {
    long seed = Long.getLong("winnow.seed", System.nanoTime());
    System.out.println("winnow.seed=" + seed);
    Random random = new Random(seed);
    long last = 0;

    for (int kill = 0; kill < KILLS; kill++) {
      long said = killAfter(20 + random.nextInt(60));
      long kept = assertCountsFit();
      assertThat(kept).as("what was committed is kept").isGreaterThanOrEqualTo(said);
      assertThat(kept).isGreaterThan(last);
      last = kept;
    }
    System.out.printf("%d kills: %,d records, each counted once%n", KILLS, last);
  }

  /**
   * Starts the process; kills it after so many commits. Returns the last offset it said it kept.
   */
  private long killAfter(int commits) throws Exception {
    Process process =
        new ProcessBuilder(
                TestJvm.command("256m", List.of(), ModelWriter.class.getName(), directory))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = process.inputReader()) {
      List<String> lines =
          said.lines().filter(line -> line.startsWith("committed ")).limit(commits).toList();
      process.destroyForcibly().waitFor();
      return Long.parseLong(lines.getLast().substring("committed ".length()));
    } finally {
      process.destroyForcibly();
    }
  }

  private long assertCountsFit() {
    ReadModelDirectory kept = new ReadModelDirectory(Optional.of(directory));
    try (ReadModel model = ReadModel.open(kept, ModelWriter.IDS, Instant.now())) {
      PromptIndex prompts = model.prompts();
      Map<TopicPartition, Long> positions = prompts.positions();
      long offset = positions.getOrDefault(ModelWriter.PARTITION, 0L);
      assertThat(prompts.recipes())
          .singleElement()
          .satisfies(recipe -> assertThat(recipe.ended()).containsEntry("SATISFIED", offset))
          .satisfies(recipe -> assertThat(recipe.accepted()).isEqualTo(offset));
      assertThat(prompts.reasons())
          .singleElement()
          .satisfies(reason -> assertThat(reason.count()).isEqualTo(offset));
      assertThat(
              prompts.difficulty().of(ConsoleRecords.RECIPE).values().stream()
                  .mapToLong(DifficultyCounts.Sums::prompts)
                  .sum())
          .isEqualTo(offset);
      assertThat(prompts.find("p%07d".formatted(offset - 1))).isPresent();
      assertThat(prompts.find("p%07d".formatted(offset))).isEmpty();
      return offset;
    }
  }
}
