package dev.winnow.worker.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.testing.Records;
import dev.winnow.training.Trainer;
import dev.winnow.training.TrainingConfig;
import dev.winnow.training.problem.Family;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.TestRequests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedModelTest {
  private static final TrainingConfig TINY =
      new TrainingConfig(3, 3, 4, 3e-3, 1, 280, 16, 2, 2, Map.of(Family.ADD, 2, Family.TIMES, 1));

  @TempDir private Path directory;

  @Test
  void whatWasTrainedCanBeSampled() throws Exception {
    Trainer.train(TINY, directory, (step, loss, tokens) -> {});
    SamplingParams sampling = SamplingParams.newBuilder(Records.sampling()).setMaxTokens(5).build();
    List<Completion> completions = new ArrayList<>();

    try (DjlEngine engine = new DjlEngine(DjlEngineConfig.of(directory))) {
      engine.sample(TestRequests.with(TestRequests.request("p", 0, 3), sampling), completions::add);
    }

    assertThat(completions).hasSize(3);
  }
}
