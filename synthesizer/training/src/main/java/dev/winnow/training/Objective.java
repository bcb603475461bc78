package dev.winnow.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a tuning makes smaller: a loss of the TorchScript program. */
sealed interface Objective {
  /** Returns the name of the program's method. */
  String method();

  /** Returns its arguments before the rotations and the weights. */
  NDList inputs(PackedBatch batch, NDManager scope);

  /** Returns how many parts the batch's loss is the mean of. */
  int parts(PackedBatch batch);

  /** Returns the arguments that every method begins with. */
  static NDList texts(PackedBatch batch, NDManager scope) {
    Shape shape = new Shape(batch.rows(), batch.time());
    return new NDList(
        scope.create(batch.ids(), shape),
        scope.create(batch.targets(), shape),
        scope.create(batch.places(), shape),
        scope.create(batch.texts(), shape));
  }

  /** The mean negative log-likelihood of the answers' tokens. */
  record Imitation() implements Objective {
    @Override
    public String method() {
      return "packed_loss";
    }

    @Override
    public NDList inputs(PackedBatch batch, NDManager scope) {
      return texts(batch, scope);
    }

    @Override
    public int parts(PackedBatch batch) {
      return batch.targetCount();
    }
  }

  /**
   * The preferences of pairs.
   *
   * @param reference by example, what the log-likelihoods of its two answers differ by under the
   *     model at the start
   */
  record Preferences(double beta, double nll, Map<TuningUnit, Float> reference)
      implements Objective {
    @Override
    public String method() {
      return "preference";
    }

    @Override
    public NDList inputs(PackedBatch batch, NDManager scope) {
      List<TuningUnit> units = batch.units();
      int pairs = units.size();
      long[] better = new long[pairs];
      long[] worse = new long[pairs];
      float[] before = new float[pairs];
      float[] lengths = new float[pairs];
      for (int i = 0; i < pairs; i++) {
        better[i] = 2L * i;
        worse[i] = 2L * i + 1;
        before[i] = Objects.requireNonNull(reference.get(units.get(i)));
        lengths[i] = units.get(i).texts().getFirst().targets();
      }
      NDList inputs = texts(batch, scope);
      inputs.add(scope.create(new float[batch.count() + 1]));
      inputs.add(scope.create(better));
      inputs.add(scope.create(worse));
      inputs.add(scope.create(before));
      inputs.add(scope.create(lengths));
      inputs.add(scope.create(new float[] {(float) beta, (float) nll}));
      return inputs;
    }

    @Override
    public int parts(PackedBatch batch) {
      return batch.units().size();
    }
  }
}
