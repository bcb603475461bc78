package dev.winnow.training;

import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.ModelLoadException;
import dev.winnow.transformer.SafeTensors;
import dev.winnow.transformer.WeightLayout.Weight;

/** Reads the weights of a model to train on from. */
final class SavedWeights {
  private final ModelDirectory model;
  private final SafeTensors tensors;

  SavedWeights(ModelDirectory model) {
    this.model = model;
    this.tensors = new SafeTensors(model.weights());
  }

  /**
   * Returns a weight, or an empty array for a bias.
   *
   * @throws ModelLoadException if the weight is missing, cannot be read, or is a bias
   */
  float[] read(Weight weight) {
    if (weight.optional()) {
      requireAbsent(weight);
      return new float[0];
    }
    return tensors
        .read(weight)
        .orElseThrow(
            () ->
                new ModelLoadException(
                    "%s: the weights lack tensor '%s' or a part beside it"
                        .formatted(model.name(), weight.parts().getFirst().name())));
  }

  private void requireAbsent(Weight weight) {
    if (tensors.read(weight).isPresent()) {
      throw new ModelLoadException(
          "%s: tensor '%s' is there, but models with a bias cannot be trained here"
              .formatted(model.name(), weight.parts().getFirst().name()));
    }
  }
}
