package dev.winnow.transformer;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtModel;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * The TorchScript program of {@code llama.py}, loaded for one model's shape on one device. Owns its
 * native memory until closed; calls must not overlap with {@link #close}.
 */
public final class LlamaProgram implements AutoCloseable {
  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private final PtModel model;
  private final PtSymbolBlock block;

  /** Loads the program for a model of this shape. */
  public LlamaProgram(LlamaConfig config, Device device) {
    model = (PtModel) Model.newInstance("winnow", device, "PyTorch");
    try {
      model.load(new ByteArrayInputStream(TorchScriptArchive.of(config)), false);
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new IllegalStateException("libtorch does not load our own program", e);
    }
    block = (PtSymbolBlock) model.getBlock();
  }

  /** Returns the manager of arrays that live as long as the program. */
  public PtNDManager manager() {
    return (PtNDManager) model.getNDManager();
  }

  /** Returns the block itself, for calls that record gradients. */
  public PtSymbolBlock block() {
    return block;
  }

  /** Returns the rotation tables for this many positions: cosines and sines. */
  public List<PtNDArray> rotations(Rope rope, int positions, int headDim, NDManager manager) {
    Rope.Tables tables = rope.tables(positions, headDim);
    Shape shape = new Shape(positions, headDim);
    return List.of(
        (PtNDArray) manager.create(tables.cos(), shape),
        (PtNDArray) manager.create(tables.sin(), shape));
  }

  /**
   * Runs a method without recording gradients. The arguments and the raw result are freed; what the
   * caller reads from the result belongs to the manager that it reads into.
   */
  public <R> R run(String method, Function<IValue, R> read, IValue... arguments) {
    try (IValue result = IValueUtils.runMethod(block, method, arguments)) {
      return read.apply(result);
    } finally {
      for (IValue argument : arguments) {
        argument.close();
      }
    }
  }

  /** Returns a list argument, which {@link #run} frees. */
  public static IValue list(List<PtNDArray> arrays) {
    return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
  }

  @Override
  public void close() {
    model.close();
  }
}
