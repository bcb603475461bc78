package dev.winnow.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A loaded model: program, weights and rotation tables on one device. Used by one thread at a time;
 * close frees all native memory.
 */
public final class LlamaModel implements AutoCloseable {
  private final LlamaProgram program;
  private final LlamaConfig config;
  private final LoadedWeights loaded;
  private final List<PtNDArray> weights;
  private final List<PtNDArray> rotations;

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
    program = new LlamaProgram(config, placement.resolveDevice());
    try {
      loaded = LoadedWeights.load(program, directory, placement);
      weights = loaded.weights();
      rotations = loaded.rotations();
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
      cache.add(loaded.typed(manager().zeros(shape)));
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
}
