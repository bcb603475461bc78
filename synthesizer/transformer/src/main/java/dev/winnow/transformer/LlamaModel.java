package dev.winnow.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.winnow.transformer.WeightLayout.Part;
import dev.winnow.transformer.WeightLayout.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A loaded model: program, weights and rotation tables on one device. Used by one thread at a time;
 * close frees all native memory.
 */
public final class LlamaModel implements AutoCloseable {
  /** Torch's number of the type. */
  private static final long BFLOAT16 = 15;

  private final LlamaProgram program;
  private final LlamaConfig config;
  private final boolean bfloat16;
  private final List<PtNDArray> weights = new ArrayList<>();
  private final List<PtNDArray> rotations = new ArrayList<>();

  /** The inputs of one decode step, for each row of a batch in order. */
  public record Inputs(
      long[] tokens,
      long[] positions,
      double[] draws,
      double[] temperatures,
      double[] topPs,
      long[] topKs,
      boolean filtered) {}

  /**
   * Loads the weights of a directory.
   *
   * @throws ModelLoadException if the directory or the device cannot be used
   */
  public LlamaModel(ModelDirectory directory, Placement placement) {
    config = directory.shape();
    bfloat16 = placement.isBfloat16();
    program = new LlamaProgram(config, placement.resolveDevice());
    try {
      loadWeights(new SafeTensors(directory.weights()));
      for (PtNDArray table :
          program.rotations(config.rope(), config.context(), config.headDim(), manager())) {
        rotations.add(typed(table));
      }
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
  }

  /** Returns the maximum number of tokens of prompt and response together. */
  public int context() {
    return config.context();
  }

  /**
   * Returns an empty cache for a batch: keys and values of every layer, {@code [rows, kvHeads,
   * capacity, headDim]}.
   */
  public List<PtNDArray> newCache(int rows, int capacity) {
    Shape shape = new Shape(rows, config.kvHeads(), capacity, config.headDim());
    List<PtNDArray> cache = new ArrayList<>();
    for (int i = 0; i < 2 * config.layers(); i++) {
      cache.add(typed(manager().zeros(shape)));
    }
    return cache;
  }

  /**
   * Returns the keys and values of these tokens, which start a sequence; the caller closes them.
   */
  public List<PtNDArray> prefill(long[] tokens) {
    try (NDManager scope = manager().newSubManager()) {
      PtNDArray ids = (PtNDArray) scope.create(tokens, new Shape(1, tokens.length));
      return program.run(
          "prefill",
          cache -> List.of(cache.toTensorArray(manager())),
          IValue.from(ids),
          LlamaProgram.list(weights),
          IValue.from(rotations.get(0)),
          IValue.from(rotations.get(1)));
    }
  }

  /** Copies the keys and values of a prompt to the start of these rows. */
  public void admit(List<PtNDArray> cache, List<PtNDArray> prompt, long[] rows) {
    program.run(
        "admit",
        IValue::toLong,
        LlamaProgram.list(cache),
        LlamaProgram.list(prompt),
        IValue.listFrom(rows));
  }

  /** Appends a token to every row of the cache and samples the next one for each. */
  public long[] step(List<PtNDArray> cache, Inputs inputs) {
    try (NDManager scope = manager().newSubManager()) {
      return program.run(
          "step",
          next -> next.toTensor((PtNDManager) scope).toLongArray(),
          tensor(scope.create(inputs.tokens())),
          tensor(scope.create(inputs.positions())),
          LlamaProgram.list(cache),
          LlamaProgram.list(weights),
          IValue.from(rotations.get(0)),
          IValue.from(rotations.get(1)),
          tensor(scope.create(inputs.draws())),
          tensor(scope.create(inputs.temperatures())),
          tensor(scope.create(inputs.topPs())),
          tensor(scope.create(inputs.topKs())),
          IValue.from(inputs.filtered()));
    }
  }

  /** Returns the logits of every position of one sequence, {@code [tokens][vocabulary]}. */
  float[] logits(long[] tokens) {
    try (NDManager scope = manager().newSubManager()) {
      return program.run(
          "forward",
          logits -> logits.toTensor((PtNDManager) scope).toFloatArray(),
          tensor(scope.create(tokens, new Shape(1, tokens.length))),
          LlamaProgram.list(weights),
          IValue.from(rotations.get(0)),
          IValue.from(rotations.get(1)));
    }
  }

  /** Returns the logits that a step would sample from, row by row. */
  float[] decode(List<PtNDArray> cache, long[] tokens, long[] positions) {
    try (NDManager scope = manager().newSubManager()) {
      return program.run(
          "decode",
          logits -> logits.toTensor((PtNDManager) scope).toFloatArray(),
          tensor(scope.create(tokens)),
          tensor(scope.create(positions)),
          LlamaProgram.list(cache),
          LlamaProgram.list(weights),
          IValue.from(rotations.get(0)),
          IValue.from(rotations.get(1)));
    }
  }

  @Override
  public void close() {
    program.close();
  }

  private PtNDManager manager() {
    return program.manager();
  }

  private static IValue tensor(NDArray array) {
    return IValue.from((PtNDArray) array);
  }

  private void loadWeights(SafeTensors tensors) {
    List<Weight> layout = WeightLayout.of(config);
    requirePlaceForAll(tensors.names(), layout);
    for (int i = 0; i < layout.size(); i++) {
      boolean tied = i == 2 && config.tied();
      weights.add(tied ? weights.getFirst() : load(layout.get(i), tensors));
    }
  }

  /**
   * Rejects unknown tensors, such as the bias of an output projection: without them the model would
   * silently compute something else.
   */
  private static void requirePlaceForAll(Set<String> names, List<Weight> layout) {
    Set<String> unknown = new TreeSet<>(names);
    layout.forEach(weight -> weight.parts().forEach(part -> unknown.remove(part.name())));
    unknown.removeIf(name -> name.equals("lm_head.weight") || name.endsWith("rotary_emb.inv_freq"));
    if (!unknown.isEmpty()) {
      throw new ModelLoadException(
          "the weights have %d tensors that Llama and Qwen2 models do not use, such as '%s'; serve the model with vLLM and the openai engine"
              .formatted(unknown.size(), unknown.iterator().next()));
    }
  }

  private PtNDArray load(Weight weight, SafeTensors tensors) {
    float[] values = new float[weight.size()];
    int at = 0;
    for (Part part : weight.parts()) {
      Optional<float[]> read = tensors.read(part.name(), part.shape());
      if (read.isEmpty() && weight.optional()) {
        return (PtNDArray) manager().create(new float[0], new Shape(0));
      }
      float[] slice =
          read.orElseThrow(
              () -> new ModelLoadException("the weights lack tensor '%s'".formatted(part.name())));
      System.arraycopy(slice, 0, values, at, slice.length);
      at += slice.length;
    }
    return typed(manager().create(values, new Shape(weight.shape())));
  }

  /**
   * Converts the array to the engine's type. The program does it, because DJL's native code does
   * not support bfloat16 and crashes the process.
   */
  private PtNDArray typed(NDArray array) {
    if (!bfloat16) {
      return (PtNDArray) array;
    }
    PtNDArray typed =
        program.run("typed", it -> it.toTensor(manager()), tensor(array), IValue.from(BFLOAT16));
    array.close();
    return typed;
  }
}
