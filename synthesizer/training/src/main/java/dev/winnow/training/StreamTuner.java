package dev.winnow.training;

import ai.djl.Device;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.pytorch.engine.PtNDArray;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.LlamaProgram;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.ModelLoadException;
import dev.winnow.transformer.ModelVersion;
import dev.winnow.transformer.writer.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Trains a model further on the rows of a stream, in one pass, in the order in which they arrive.
 *
 * <ol>
 *   <li>Rows are taken until the next text does not fit into the batch. Which rows those are is
 *       written to the row log.
 *   <li>A step learns from the batch as {@link Tuner} does. The learning rate grows over the first
 *       50 steps and stays.
 *   <li>A checkpoint has the weights, the optimizer's moments and the place in the stream, in one
 *       file that is replaced at once. Rows of prompts held out are measured before it, each once.
 * </ol>
 *
 * Invariant: the weights of a checkpoint have learned from exactly the rows of the log up to the
 * checkpoint's place. A run that was killed takes the log's later steps again, in the same order;
 * so it ends with the same bytes as one that was not. The checkpoint stays at the end: the same
 * call goes on with the rows that have arrived since. One run for a directory at a time; others are
 * refused.
 */
public final class StreamTuner {
  private StreamTuner() {}

  /**
   * Follows a stream until it ends or is told to stop, and writes the model.
   *
   * @param config epochs, patience and warm-up do not count
   * @param model directory of the model to start from
   * @param directory directory of the model's files, of the checkpoint and of the row log; created
   *     if missing
   * @param maxRows rows to take in all, those before an interruption among them
   * @throws ModelLoadException if the model cannot be read
   * @throws IllegalArgumentException if the directory belongs to another run, or another process
   *     writes to it
   * @throws IllegalStateException if rows to take again are no longer in the stream
   * @throws IOException if a file cannot be written
   */
  public static StreamTuningReport train(
      TuningConfig config,
      Path model,
      RowStream stream,
      Path directory,
      long maxRows,
      StreamTuningListener listener)
      throws IOException {
    ModelDirectory base = new ModelDirectory(model);
    TuningRun run = new TuningRun(config, directory, TuningRunId.of(config, base, stream.id()));
    try (TrainingLock held = TrainingLock.of(directory);
        RowLog log = RowLog.open(directory);
        LlamaProgram program = new LlamaProgram(base.shape(), Device.cpu());
        HuggingFaceTokenizer tokenizer = base.openTokenizer()) {
      Optional<TuningCheckpoint> checkpoint = run.checkpoint();
      StreamPosition position =
          checkpoint.map(TuningCheckpoint::position).orElse(StreamPosition.START);
      stream.seek(position.next());
      StreamSteps steps =
          new StreamSteps(
              stream,
              log.stepsAfter(position.logged()),
              TuningText.of(model, base, tokenizer)::unit,
              config,
              base.shape().context(),
              position.rows(),
              maxRows);
      Trained trained = trained(config, base, program, checkpoint);
      StreamTuningReport report =
          new StreamLoop(
                  run, steps, log, trained.objectives(), trained.learner(), checkpoint, listener)
              .run();
      ModelFiles files = new ModelFiles(directory);
      files.copyDescription(model);
      files.write(ModelVersion.FILE, ModelVersion.of(model).next().json());
      files.writeWeights(base.shape(), trained.learner().parameters().values());
      return report;
    }
  }

  /** What is trained, and by what. */
  private record Trained(Learner learner, Function<List<PackedBatch>, Objective> objectives) {}

  private static Trained trained(
      TuningConfig config,
      ModelDirectory base,
      LlamaProgram program,
      Optional<TuningCheckpoint> checkpoint) {
    LlamaConfig shape = base.shape();
    List<PtNDArray> rotations =
        program.rotations(shape.rope(), shape.context(), shape.headDim(), program.manager());
    Parameters start = Parameters.read(base, program.manager());
    Parameters parameters =
        Learner.resumed(checkpoint, shape, program)
            // The model at the start stays as it is: preferences are measured against it.
            .orElseGet(() -> Parameters.read(base, program.manager()));
    LossMeter reference = new LossMeter(program, start, rotations);
    return new Trained(
        Learner.of(program, parameters, rotations),
        batches -> objective(config, batches, reference));
  }

  private static Objective objective(
      TuningConfig config, List<PackedBatch> batches, LossMeter reference) {
    return batches.getFirst().units().getFirst().texts().size() == 1
        ? new Objective.Imitation()
        : new Objective.Preferences(config.beta(), config.nll(), reference.margins(batches));
  }
}
