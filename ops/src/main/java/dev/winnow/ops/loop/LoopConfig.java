package dev.winnow.ops.loop;

import dev.winnow.schemas.Recipe;
import dev.winnow.training.TuningConfig;
import java.nio.file.Path;

/**
 * Configuration of a loop.
 *
 * @param directory directory of all data; a loop that was stopped or killed goes on in it
 * @param model directory of the model of the first round
 * @param recipe how to sample, what to accept, what to select
 * @param dataset the dataset to train on: {@code accepted}, {@code selected} or {@code pairs}
 * @param rounds number of rounds, at least 1
 * @param prompts new prompts of each family in a round, at least 1
 * @param measured prompts of each family that every model is measured on, at least 1
 * @param samples candidates of each measured prompt, at least 1
 * @param seed decides the problems
 * @param tuning how each round trains
 */
public record LoopConfig(
    Path directory,
    Path model,
    Recipe recipe,
    String dataset,
    int rounds,
    int prompts,
    int measured,
    int samples,
    long seed,
    TuningConfig tuning) {
  public LoopConfig {
    require(rounds >= 1, "rounds: want at least 1, not " + rounds);
    require(prompts >= 1, "prompts: want at least 1, not " + prompts);
    require(measured >= 1, "measured: want at least 1, not " + measured);
    require(samples >= 1, "samples: want at least 1, not " + samples);
  }

  Path round(int round) {
    return directory.resolve("round-" + round);
  }

  /** Returns the directory of the model after a round; the one to start from for round 0. */
  Path model(int round) {
    return round == 0 ? model : round(round).resolve("model");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
