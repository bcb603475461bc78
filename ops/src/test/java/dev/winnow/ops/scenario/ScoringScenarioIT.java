package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.scenario.FaultyRewardServer.Fault;
import dev.winnow.runtime.Stage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes that accept by the scores of a reward server, through the whole stream. */
class ScoringScenarioIT {
  @TempDir private Path directory;

  @Test
  void whatAServerFailsToScoreWaitsAndIsNeverRejectedForIt() throws Exception {
    try (FaultyRewardServer server = new FaultyRewardServer();
        ScoredStream stream = new ScoredStream(directory, server, 40, 8);
        Stage scorer = stream.scorer()) {
      scorer.start();
      server.behave(Fault.BY_TURNS);
      stream.publish("{type: math}");
      stream.awaitAwaitingScores();
      assertThat(server.refused()).isPositive();

      server.behave(Fault.NONE);
      stream.awaitEnd(Duration.ZERO);

      stream.verify();
    }
  }
}
