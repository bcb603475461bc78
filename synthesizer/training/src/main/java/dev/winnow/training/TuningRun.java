package dev.winnow.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A tuning that may be interrupted and go on.
 *
 * @param directory directory of its checkpoint and of the model that it writes
 * @param id what identifies it: configuration, model and examples
 */
record TuningRun(TuningConfig config, Path directory, String id) {
  /**
   * Returns where it is; empty if it has not begun.
   *
   * @throws IllegalArgumentException if the directory has the checkpoint of another run
   */
  Optional<TuningCheckpoint> checkpoint() throws IOException {
    return TuningCheckpoint.read(directory, id);
  }

  /**
   * Keeps where it is.
   *
   * @param best the best weights so far; empty if they are not compared
   */
  void keep(
      TuningProgress progress, StreamPosition position, Parameters parameters, List<float[]> best)
      throws IOException {
    new TuningCheckpoint(
            id,
            progress,
            position,
            parameters.values(),
            Parameters.arrays(parameters.mean),
            Parameters.arrays(parameters.variance),
            best)
        .write(directory);
  }
}
