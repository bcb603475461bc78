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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains a model further on responses, or on pairs of responses, and writes a Hugging Face
 * directory that the sampler of this repository and others load.
 *
 * <ol>
 *   <li>Examples become tokens by the model's chat template; those longer than its context are left
 *       out. A share of the prompts is held out.
 *   <li>Each step packs several texts into a row, each of which sees only itself, and takes an
 *       AdamW step with the gradient's norm clipped to 1. The loss covers the answers alone: their
 *       tokens' negative log-likelihood, or that of DPO (see {@link TuningConfig}).
 *   <li>After each epoch the prompts held out are measured. The weights of the best epoch are
 *       written.
 * </ol>
 *
 * A checkpoint beside the model lets a run that was interrupted or killed go on; it is deleted at
 * the end. One run for a directory at a time; others are refused.
 */
public final class Tuner {
  static final double WEIGHT_DECAY = 0.01;

  private Tuner() {}

  /**
   * Trains a model and writes it.
   *
   * @param model directory of the model to start from
   * @param examples all of one kind
   * @param directory directory of the model's files; created if missing, existing files are
   *     replaced
   * @throws ModelLoadException if the model cannot be read
   * @throws IllegalArgumentException if there is nothing to learn from, the directory has the
   *     checkpoint of another run, or another training writes to it
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the thread is interrupted; the same call goes on later
   */
  public static TuningReport train(
      TuningConfig config,
      Path model,
      List<? extends TuningExample> examples,
      Path directory,
      TuningListener listener)
      throws IOException, InterruptedException {
    ModelDirectory base = new ModelDirectory(model);
    LlamaConfig shape = base.shape();
    List<TuningUnit> units = units(base, model, examples);
    List<TuningUnit> fitting =
        units.stream().filter(unit -> unit.longest() <= shape.context()).toList();
    TuningSet set = TuningSet.of(fitting, config, shape.context());
    if (set.learned().isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to learn from: of %,d examples %,d are longer than the model's context of %,d tokens and %,d are held out"
              .formatted(
                  units.size(),
                  units.size() - fitting.size(),
                  shape.context(),
                  set.heldOut().size()));
    }
    TuningRun run = new TuningRun(config, directory, TuningRunId.of(config, base, fitting));
    try (TrainingLock held = TrainingLock.of(directory);
        LlamaProgram program = new LlamaProgram(shape, Device.cpu())) {
      TuningLoop loop = loop(run, base, set, program, listener);
      List<float[]> written = loop.run();
      ModelFiles files = new ModelFiles(directory);
      files.copyDescription(model);
      files.write(ModelVersion.FILE, ModelVersion.of(model).next().json());
      files.writeWeights(shape, written);
      TuningCheckpoint.delete(directory);
      return report(units.size() - fitting.size(), set, loop);
    }
  }

  private static TuningLoop loop(
      TuningRun run,
      ModelDirectory base,
      TuningSet set,
      LlamaProgram program,
      TuningListener listener)
      throws IOException {
    Optional<TuningCheckpoint> checkpoint = run.checkpoint();
    LlamaConfig shape = base.shape();
    List<PtNDArray> rotations =
        program.rotations(shape.rope(), shape.context(), shape.headDim(), program.manager());
    Parameters start = Parameters.read(base, program.manager());
    Objective objective = objective(run.config(), set, new LossMeter(program, start, rotations));
    Parameters parameters = Learner.resumed(checkpoint, shape, program).orElse(start);
    Learner learner = Learner.of(program, parameters, rotations);
    return new TuningLoop(run, set, objective, learner, checkpoint, listener);
  }

  private static Objective objective(TuningConfig config, TuningSet set, LossMeter start) {
    if (set.learned().getFirst().texts().size() == 1) {
      return new Objective.Imitation();
    }
    List<TuningUnit> all = new ArrayList<>(set.learned());
    all.addAll(set.heldOut());
    List<PackedBatch> batches = Packing.of(all, set.rows(), set.time());
    return new Objective.Preferences(config.beta(), config.nll(), start.margins(batches));
  }

  /** Returns the examples in tokens, in their order. */
  static List<TuningUnit> units(
      ModelDirectory base, Path model, List<? extends TuningExample> examples) {
    try (HuggingFaceTokenizer tokenizer = base.openTokenizer()) {
      TuningText text = TuningText.of(model, base, tokenizer);
      return examples.stream().map(text::unit).toList();
    }
  }

  private static TuningReport report(int tooLong, TuningSet set, TuningLoop loop) {
    TuningProgress progress = loop.progress();
    return new TuningReport(
        set.learned().size(),
        set.heldOut().size(),
        tooLong,
        progress.step(),
        progress.bestEpoch(),
        progress.bestEpoch() == 0 ? Double.NaN : progress.bestLoss(),
        loop.fill());
  }
}
