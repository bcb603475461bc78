package dev.winnow.training;

import ai.djl.Device;
import ai.djl.pytorch.engine.PtNDArray;
import dev.winnow.training.TuningExample.Supervised;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.LlamaProgram;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.ModelLoadException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How likely a model is to give certain responses, in all its own words and no others. */
public final class ResponseLikelihood {
  private static final int ROWS = 32;

  private ResponseLikelihood() {}

  /**
   * Returns for each example the natural logarithm of the probability that a response sampled at
   * temperature 1, without truncation, is its response and then ends. Exact, but for float32 and
   * for other tokens that spell the same text.
   *
   * @param model directory of the model
   * @throws ModelLoadException if the model cannot be read
   * @throws IllegalArgumentException if an example is longer than the model's context
   */
  public static double[] log(Path model, List<Supervised> examples) {
    ModelDirectory directory = new ModelDirectory(model);
    LlamaConfig shape = directory.shape();
    List<TuningUnit> units = Tuner.units(directory, model, examples);
    if (units.stream().anyMatch(unit -> unit.longest() > shape.context())) {
      throw new IllegalArgumentException(
          "an example is longer than the model's context of %,d tokens".formatted(shape.context()));
    }
    List<Float> found = new ArrayList<>();
    try (LlamaProgram program = new LlamaProgram(shape, Device.cpu())) {
      List<PtNDArray> rotations =
          program.rotations(shape.rope(), shape.context(), shape.headDim(), program.manager());
      LossMeter meter =
          new LossMeter(program, Parameters.read(directory, program.manager()), rotations);
      // Packing keeps the order of the examples.
      for (PackedBatch batch : Packing.of(units, ROWS, shape.context())) {
        float[] known = meter.likelihoods(batch);
        for (int i = 0; i < batch.count(); i++) {
          found.add(known[i]);
        }
      }
    }
    return found.stream().mapToDouble(Float::doubleValue).toArray();
  }
}
