package dev.winnow.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import dev.winnow.transformer.WeightLayout.Part;
import dev.winnow.transformer.WeightLayout.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A model's weights and rotation tables on the program's device. They live as long as it does. */
final class LoadedWeights {
  /** Torch's number of the type. */
  private static final long BFLOAT16 = 15;

  private final LlamaProgram program;
  private final boolean bfloat16;
  private final List<PtNDArray> weights = new ArrayList<>();
  private final List<PtNDArray> rotations = new ArrayList<>();

  private LoadedWeights(LlamaProgram program, boolean bfloat16) {
    this.program = program;
    this.bfloat16 = bfloat16;
  }

  /**
   * Loads what the layout asks for.
   *
   * @throws ModelLoadException if a tensor is missing, has another shape, or is unknown
   */
  static LoadedWeights load(LlamaProgram program, ModelDirectory directory, Placement placement) {
    LoadedWeights loaded = new LoadedWeights(program, placement.isBfloat16());
    LlamaConfig config = directory.shape();
    List<Weight> layout = directory.kind().layout(config);
    SafeTensors tensors = new SafeTensors(directory.weights());
    requirePlaceForAll(tensors.names(), layout, directory.kind());
    for (int i = 0; i < layout.size(); i++) {
      boolean tied = i == 2 && layout.get(2).equals(layout.get(0));
      loaded.weights.add(tied ? loaded.weights.getFirst() : loaded.load(layout.get(i), tensors));
    }
    for (PtNDArray table :
        program.rotations(config.rope(), config.context(), config.headDim(), program.manager())) {
      loaded.rotations.add(loaded.typed(table));
    }
    return loaded;
  }

  /** Returns the weights in the program's order. */
  List<PtNDArray> weights() {
    return weights;
  }

  /** Returns cosines and sines. */
  List<PtNDArray> rotations() {
    return rotations;
  }

  /**
   * Converts the array to the model's type. The program does it, because DJL's native code does not
   * support bfloat16 and crashes the process.
   */
  PtNDArray typed(NDArray array) {
    if (!bfloat16) {
      return (PtNDArray) array;
    }
    PtNDArray typed =
        program.run(
            "typed",
            it -> it.toTensor(program.manager()),
            IValue.from((PtNDArray) array),
            IValue.from(BFLOAT16));
    array.close();
    return typed;
  }

  /**
   * Rejects unknown tensors, such as the bias of an output projection: without them the model would
   * silently compute something else.
   */
  private static void requirePlaceForAll(Set<String> names, List<Weight> layout, ModelKind kind) {
    Set<String> unknown = new TreeSet<>(names);
    layout.forEach(weight -> weight.parts().forEach(part -> unknown.remove(part.name())));
    unknown.removeIf(name -> name.equals("lm_head.weight") || name.endsWith("rotary_emb.inv_freq"));
    if (!unknown.isEmpty()) {
      throw new ModelLoadException(
          "the weights have %d tensors that Llama and Qwen2 models do not use, such as '%s'; %s"
              .formatted(unknown.size(), unknown.iterator().next(), kind.otherwise()));
    }
  }

  private PtNDArray load(Weight weight, SafeTensors tensors) {
    Optional<float[]> values = tensors.read(weight);
    if (values.isEmpty() && !weight.optional()) {
      throw new ModelLoadException(
          "the weights lack tensor '%s'".formatted(missing(weight, tensors.names())));
    }
    return values
        .map(read -> typed(program.manager().create(read, new Shape(weight.shape()))))
        .orElseGet(() -> (PtNDArray) program.manager().create(new float[0], new Shape(0)));
  }

  private static String missing(Weight weight, Set<String> names) {
    return weight.parts().stream()
        .map(Part::name)
        .filter(name -> !names.contains(name))
        .findFirst()
        .orElseThrow();
  }
}
